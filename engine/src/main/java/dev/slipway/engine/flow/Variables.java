package dev.slipway.engine.flow;

import org.flowable.common.engine.api.variable.VariableContainer;

/** The process variables that the engine itself reads and sets; models read them in gateways. */
final class Variables {

  static final String RUN = "run";
  static final String REASON = "reason";
  static final String DECISION = "decision";

  private Variables() {}

  static long run(VariableContainer scope) {
    return ((Number) scope.getVariable(RUN)).longValue();
  }
}
