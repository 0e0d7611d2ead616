package dev.slipway.engine.flow;

import org.flowable.common.engine.api.variable.VariableContainer;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.impl.util.CommandContextUtil;

/** The process variables that the engine itself reads and sets; models read them in gateways. */
final class Variables {

  static final String RUN = "run";
  static final String REASON = "reason";
  static final String DECISION = "decision";

  private Variables() {}

  /** Saves this command from reading the variables when all it needs of them is the run. */
  static void knowRun(CommandContext command, long run) {
    command.addAttribute(Variables.class.getName(), run);
  }

  static long run(VariableContainer scope) {
    Object known = CommandContextUtil.getCommandContext().getAttribute(Variables.class.getName());
    return known instanceof Long run ? run : ((Number) scope.getVariable(RUN)).longValue();
  }
}
