package dev.slipway.engine.flow;

import dev.slipway.processes.catalogue.Topic;
import java.util.List;
import org.flowable.bpmn.model.ExternalWorkerServiceTask;
import org.flowable.bpmn.model.Process;
import org.flowable.common.engine.impl.interceptor.CommandContext;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.impl.bpmn.behavior.ExternalWorkerTaskActivityBehavior;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.flowable.engine.impl.util.ProcessDefinitionUtil;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * A run that has come to a step tells whoever listens, in the transaction that brings it there, and
 * waits. Flowable's own behaviour also writes a job, which nobody would claim: steps are claimed
 * from our table.
 */
final class StepBehaviour extends ExternalWorkerTaskActivityBehavior {

  private static final long serialVersionUID = 1L;

  private final transient ObjectProvider<FlowEvents> events;

  StepBehaviour(ExternalWorkerServiceTask task, ObjectProvider<FlowEvents> events) {
    super(task, null, null);
    this.events = events;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Process process = ProcessDefinitionUtil.getProcess(execution.getProcessDefinitionId());
    var task = (ExternalWorkerServiceTask) execution.getCurrentFlowElement();
    var reached =
        new ReachedStep(
            Variables.run(execution),
            process.getId(),
            execution.getProcessInstanceId(),
            execution.getId(),
            task.getId(),
            task.getName() == null ? task.getId() : task.getName(),
            new Topic(task.getTopic()),
            task.isForCompensation());
    List<ReachedStep> gathered = gathered(CommandContextUtil.getCommandContext());
    if (gathered == null) {
      events.forEach(listener -> listener.stepReached(reached));
    } else {
      gathered.add(reached);
    }
  }

  /** Puts the steps to which this command leads there, instead of telling of them. */
  static void gather(CommandContext command, List<ReachedStep> reached) {
    command.addAttribute(StepBehaviour.class.getName(), reached);
  }

  @SuppressWarnings("unchecked") // Nothing else is put there.
  private static @Nullable List<ReachedStep> gathered(CommandContext command) {
    return (List<ReachedStep>) command.getAttribute(StepBehaviour.class.getName());
  }
}
