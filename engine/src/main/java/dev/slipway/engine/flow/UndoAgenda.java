package dev.slipway.engine.flow;

import org.flowable.bpmn.model.Activity;
import org.flowable.bpmn.model.ThrowEvent;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.impl.agenda.DefaultFlowableEngineAgenda;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;

/** Wakes the compensation throw event again when the handler it started has left. */
final class UndoAgenda extends DefaultFlowableEngineAgenda {

  UndoAgenda(CommandContext commandContext) {
    super(commandContext);
  }

  @Override
  public void planTakeOutgoingSequenceFlowsOperation(
      ExecutionEntity execution, boolean evaluateConditions) {
    super.planTakeOutgoingSequenceFlowsOperation(execution, evaluateConditions);
    if (execution.getCurrentFlowElement() instanceof Activity handler
        && handler.isForCompensation()) {
      var thrower = execution.getParent();
      if (thrower != null && thrower.getCurrentFlowElement() instanceof ThrowEvent) {
        planTriggerExecutionOperation(thrower);
      }
    }
  }
}
