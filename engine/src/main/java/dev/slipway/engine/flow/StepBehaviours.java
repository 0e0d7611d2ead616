package dev.slipway.engine.flow;

import org.flowable.bpmn.model.CompensateEventDefinition;
import org.flowable.bpmn.model.ThrowEvent;
import org.flowable.engine.impl.bpmn.behavior.IntermediateThrowCompensationEventActivityBehavior;
import org.flowable.engine.impl.bpmn.parser.factory.DefaultActivityBehaviorFactory;

/** Gives models our compensation instead of Flowable's. */
final class StepBehaviours extends DefaultActivityBehaviorFactory {

  private final CompletionOrder order;

  StepBehaviours(CompletionOrder order) {
    this.order = order;
  }

  @Override
  public IntermediateThrowCompensationEventActivityBehavior
      createIntermediateThrowCompensationEventActivityBehavior(
          ThrowEvent throwEvent, CompensateEventDefinition definition) {
    return new OrderedCompensationThrow(definition, order);
  }
}
