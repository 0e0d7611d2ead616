package dev.slipway.engine.flow;

import dev.slipway.engine.flow.Flow.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flowable.common.engine.impl.interceptor.Command;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.impl.bpmn.helper.ErrorPropagation;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.jspecify.annotations.Nullable;

/** Leaves a step in the caller's own transaction. */
final class LeaveStep implements Command<@Nullable Void> {

  /** The code of the one BPMN error in our models. */
  static final String FAILED = "failed";

  private final long run;
  private final String execution;
  private final Map<String, Object> variables;
  private final @Nullable Reason reason;
  private final @Nullable List<ReachedStep> reached;

  private LeaveStep(
      long run,
      String execution,
      Map<String, Object> variables,
      @Nullable Reason reason,
      @Nullable List<ReachedStep> reached) {
    this.run = run;
    this.execution = execution;
    this.variables = variables;
    this.reason = reason;
    this.reached = reached;
  }

  /**
   * @param reached where the steps go that the run comes to by this
   */
  static LeaveStep proceeding(
      long run, String execution, Map<String, Object> variables, List<ReachedStep> reached) {
    return new LeaveStep(run, execution, variables, null, reached);
  }

  static LeaveStep haulingBack(long run, String execution, Reason reason) {
    return new LeaveStep(run, execution, Map.of(), reason, null);
  }

  @Override
  public @Nullable Void execute(CommandContext context) {
    Variables.knowRun(context, run);
    if (reached != null) {
      StepBehaviour.gather(context, run, reached);
    }
    ExecutionEntity place =
        CommandContextUtil.getExecutionEntityManager(context).findById(execution);
    if (place == null) {
      throw new IllegalStateException("The run does not stand at this step any more: " + execution);
    }
    if (!variables.isEmpty()) {
      place.getProcessInstance().setVariables(variables);
    }
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
