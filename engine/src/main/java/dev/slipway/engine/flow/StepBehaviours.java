package dev.slipway.engine.flow;

import org.flowable.bpmn.model.CompensateEventDefinition;
import org.flowable.bpmn.model.ExternalWorkerServiceTask;
import org.flowable.bpmn.model.ThrowEvent;
import org.flowable.engine.impl.bpmn.behavior.ExternalWorkerTaskActivityBehavior;
import org.flowable.engine.impl.bpmn.behavior.IntermediateThrowCompensationEventActivityBehavior;
import org.flowable.engine.impl.bpmn.parser.factory.DefaultActivityBehaviorFactory;
import org.springframework.beans.factory.ObjectProvider;

/** Gives models our steps and our compensation instead of Flowable's. */
final class StepBehaviours extends DefaultActivityBehaviorFactory {

  private final CompletionOrder order;
  private final ObjectProvider<FlowEvents> events;

  StepBehaviours(CompletionOrder order, ObjectProvider<FlowEvents> events) {
    this.order = order;
    this.events = events;
  }

  @Override
  public ExternalWorkerTaskActivityBehavior createExternalWorkerTaskBehavior(
      ExternalWorkerServiceTask task) {
    return new StepBehaviour(task, events);
  }

  @Override
  public IntermediateThrowCompensationEventActivityBehavior
      createIntermediateThrowCompensationEventActivityBehavior(
          ThrowEvent throwEvent, CompensateEventDefinition definition) {
    return new OrderedCompensationThrow(definition, order);
  }
}
