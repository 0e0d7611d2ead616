package dev.slipway.engine.flow;

import java.util.Set;
import org.flowable.common.engine.api.delegate.event.FlowableEngineEntityEvent;
import org.flowable.common.engine.api.delegate.event.FlowableEngineEventType;
import org.flowable.engine.delegate.event.AbstractFlowableEngineEventListener;
import org.flowable.engine.delegate.event.FlowableActivityEvent;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.flowable.task.service.impl.persistence.entity.TaskEntity;
import org.springframework.beans.factory.ObjectProvider;

/** Translates Flowable's events into ours, in the transaction in which they happen. */
final class FlowListener extends AbstractFlowableEngineEventListener {

  private final ObjectProvider<FlowEvents> events;

  FlowListener(ObjectProvider<FlowEvents> events) {
    super(
        Set.of(
            FlowableEngineEventType.TASK_CREATED,
            FlowableEngineEventType.TIMER_FIRED,
            FlowableEngineEventType.ACTIVITY_COMPLETED,
            FlowableEngineEventType.ACTIVITY_STARTED));
    this.events = events;
  }

  @Override
  protected void taskCreated(FlowableEngineEntityEvent event) {
    var task = (TaskEntity) event.getEntity();
    long run = Variables.run(task);
    events.forEach(listener -> listener.approvalNeeded(run, task.getId()));
  }

  @Override
  protected void timerFired(FlowableEngineEntityEvent event) {
    // Told before the timer's boundary event interrupts what it stands on.
    ExecutionEntity timer = execution(event.getExecutionId());
    var waiting = CommandContextUtil.getTaskService().findTasksByExecutionId(timer.getParentId());
    for (TaskEntity task : waiting) {
      long run = Variables.run(timer);
      events.forEach(listener -> listener.approvalExpired(run, task.getId()));
    }
  }

  @Override
  protected void activityCompleted(FlowableActivityEvent event) {
    if ("callActivity".equals(event.getActivityType())) {
      long run = Variables.run(execution(event.getExecutionId()));
      events.forEach(listener -> listener.pointOfNoReturnPassed(run));
    }
  }

  @Override
  protected void activityStarted(FlowableActivityEvent event) {
    if (!"endEvent".equals(event.getActivityType())) {
      return;
    }
    ExecutionEntity execution = execution(event.getExecutionId());
    boolean outermost =
        execution.getProcessInstanceId().equals(execution.getRootProcessInstanceId());
    boolean throwsError =
        event.getBehaviorClass() != null && event.getBehaviorClass().contains("Error");
    if (outermost && !throwsError) {
      long run = Variables.run(execution);
      events.forEach(listener -> listener.ended(run, event.getActivityId()));
    }
  }

  @Override
  public boolean isFailOnException() {
    return true;
  }

  private static ExecutionEntity execution(String id) {
    return CommandContextUtil.getExecutionEntityManager().findById(id);
  }
}
