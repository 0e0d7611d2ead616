package dev.slipway.engine.flow;

import java.util.Date;
import org.flowable.bpmn.model.SequenceFlow;
import org.flowable.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.flowable.engine.impl.persistence.entity.ActivityInstanceEntityManagerImpl;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.flowable.engine.impl.persistence.entity.data.impl.MybatisActivityInstanceDataManager;
import org.flowable.task.service.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;

/** Keeps where runs have been in one narrow table, instead of in Flowable's two wide ones. */
final class PassageRecorder extends ActivityInstanceEntityManagerImpl {

  private final Passages passages;

  PassageRecorder(ProcessEngineConfigurationImpl engine, Passages passages) {
    super(engine, new MybatisActivityInstanceDataManager(engine));
    this.passages = passages;
  }

  @Override
  public void recordActivityStart(ExecutionEntity execution) {
    if (execution.getCurrentFlowElement() != null) {
      entered(execution, execution.getActivityId());
    }
  }

  @Override
  public void recordSequenceFlowTaken(ExecutionEntity execution) {
    if (execution.getCurrentFlowElement() instanceof SequenceFlow flow) {
      entered(execution, flow.getId());
    }
  }

  private void entered(ExecutionEntity execution, @Nullable String element) {
    if (element != null) {
      passages.entered(execution.getProcessInstanceId(), element);
    }
  }

  @Override
  public void recordActivityEnd(ExecutionEntity execution, @Nullable String deleteReason) {
    // What is entered and not where the run stands has been left.
  }

  @Override
  public void recordSubProcessInstanceStart(ExecutionEntity parent, ExecutionEntity called) {
    getHistoryManager().recordProcessInstanceStart(called);
  }

  @Override
  public void recordTaskCreated(TaskEntity task, ExecutionEntity execution) {
    getHistoryManager().recordTaskCreated(task, execution);
  }

  @Override
  public void recordActivityTaskEnd(
      TaskEntity task,
      ExecutionEntity execution,
      @Nullable String completer,
      @Nullable String deleteReason,
      Date endTime) {
    getHistoryManager().recordTaskEnd(task, execution, completer, deleteReason, endTime);
  }

  @Override
  public void recordTaskInfoChange(TaskEntity task, Date changeTime) {
    getHistoryManager().recordTaskInfoChange(task, null, changeTime);
  }

  @Override
  public void deleteActivityInstancesByProcessInstanceId(String processInstance) {
    // There are none.
  }
}
