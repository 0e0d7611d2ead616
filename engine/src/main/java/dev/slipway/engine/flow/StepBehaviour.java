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
    Gathering gathering = gathering(CommandContextUtil.getCommandContext());
    if (gathering == null || gathering.run() != reached.run()) {
      events.forEach(listener -> listener.stepReached(reached));
    } else {
      gathering.into().add(reached);
    }
  }

  private record Gathering(long run, List<ReachedStep> into) {}

  /** Puts the steps to which this command leads the run there, instead of telling of them. */
  static void gather(CommandContext command, long run, List<ReachedStep> reached) {
    if (gathering(command) != null) {
      throw new IllegalStateException("Run " + run + " leaves a step while another is being left");
    }
    command.addAttribute(Gathering.class.getName(), new Gathering(run, reached));
  }

  private static @Nullable Gathering gathering(CommandContext command) {
    return (Gathering) command.getAttribute(Gathering.class.getName());
  }
}
