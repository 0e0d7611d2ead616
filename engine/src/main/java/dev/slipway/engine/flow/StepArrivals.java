package dev.slipway.engine.flow;

import dev.slipway.processes.catalogue.Topic;
import java.util.List;
import org.flowable.bpmn.model.Process;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.impl.util.ProcessDefinitionUtil;
import org.flowable.engine.interceptor.CreateExternalWorkerJobAfterContext;
import org.flowable.engine.interceptor.CreateExternalWorkerJobBeforeContext;
import org.flowable.engine.interceptor.CreateExternalWorkerJobInterceptor;
import org.springframework.beans.factory.ObjectProvider;

/** Tells whoever listens that a run has come to a step, in the transaction that brings it there. */
final class StepArrivals implements CreateExternalWorkerJobInterceptor {

  private final ObjectProvider<FlowEvents> events;

  StepArrivals(ObjectProvider<FlowEvents> events) {
    this.events = events;
  }

  @Override
  public void beforeCreateExternalWorkerJob(CreateExternalWorkerJobBeforeContext context) {
    // Nothing about the job depends on us.
  }

  @Override
  public void afterCreateExternalWorkerJob(CreateExternalWorkerJobAfterContext context) {
    var task = context.getExternalWorkerServiceTask();
    DelegateExecution execution = context.getExecution();
    Process process = ProcessDefinitionUtil.getProcess(execution.getProcessDefinitionId());
    var reached =
        new ReachedStep(
            Variables.run(execution),
            process.getId(),
            execution.getProcessInstanceId(),
            execution.getId(),
            task.getId(),
            task.getName() == null ? task.getId() : task.getName(),
            new Topic(context.getExternalWorkerJobEntity().getJobHandlerConfiguration()),
            task.isForCompensation());
    List.copyOf(events.stream().toList()).forEach(listener -> listener.stepReached(reached));
  }
}
