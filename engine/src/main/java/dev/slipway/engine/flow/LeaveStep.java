package dev.slipway.engine.flow;

import dev.slipway.engine.flow.Flow.Reason;
import java.util.Locale;
import java.util.Map;
import org.flowable.common.engine.impl.interceptor.Command;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.impl.bpmn.helper.ErrorPropagation;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a step in the caller's own transaction. Flowable's way of completing an external worker's
 * job queues another job that then leaves the step, which costs a second transaction and a
 * hand-over.
 */
final class LeaveStep implements Command<@Nullable Void> {

  /** The code of the one BPMN error in our models. */
  static final String FAILED = "failed";

  private final String execution;
  private final Map<String, Object> variables;
  private final @Nullable Reason reason;

  private LeaveStep(String execution, Map<String, Object> variables, @Nullable Reason reason) {
    this.execution = execution;
    this.variables = variables;
    this.reason = reason;
  }

  static LeaveStep proceeding(String execution, Map<String, Object> variables) {
    return new LeaveStep(execution, variables, null);
  }

  static LeaveStep haulingBack(String execution, Reason reason) {
    return new LeaveStep(execution, Map.of(), reason);
  }

  @Override
  public @Nullable Void execute(CommandContext context) {
    ExecutionEntity place =
        CommandContextUtil.getExecutionEntityManager(context).findById(execution);
    if (place == null) {
      throw new IllegalStateException("The run does not stand at this step any more: " + execution);
    }
    var jobs =
        CommandContextUtil.getProcessEngineConfiguration(context).getJobServiceConfiguration();
    for (var job : jobs.getJobService().findExternalWorkerJobsByExecutionId(execution)) {
      jobs.getExternalWorkerJobEntityManager().delete(job);
    }
    place.getProcessInstance().setVariables(variables);
    if (reason == null) {
      CommandContextUtil.getAgenda(context).planTriggerExecutionOperation(place);
    } else {
      rootOf(context, place).setVariable(Variables.REASON, reason.name().toLowerCase(Locale.ROOT));
      ErrorPropagation.propagateError(FAILED, place);
    }
    return null;
  }

  static ExecutionEntity rootOf(CommandContext context, ExecutionEntity execution) {
    return CommandContextUtil.getExecutionEntityManager(context)
        .findById(execution.getRootProcessInstanceId());
  }
}
