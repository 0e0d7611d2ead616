package dev.slipway.engine.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.flowable.bpmn.model.ServiceTask;
import org.flowable.engine.HistoryService;
import org.flowable.engine.ManagementService;
import org.flowable.engine.RepositoryService;
import org.flowable.engine.RuntimeService;
import org.flowable.engine.TaskService;
import org.flowable.engine.history.HistoricProcessInstance;
import org.flowable.engine.impl.persistence.entity.ExecutionEntity;
import org.flowable.engine.runtime.Execution;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

@Component
class FlowableFlow implements Flow {

  private final RuntimeService runtime;
  private final TaskService tasks;
  private final HistoryService history;
  private final RepositoryService repository;
  private final ManagementService management;
  private final Passages passages;
  private final ObjectProvider<FlowEvents> events;

  FlowableFlow(
      RuntimeService runtime,
      TaskService tasks,
      HistoryService history,
      RepositoryService repository,
      ManagementService management,
      Passages passages,
      ObjectProvider<FlowEvents> events) {
    this.runtime = runtime;
    this.tasks = tasks;
    this.history = history;
    this.repository = repository;
    this.management = management;
    this.passages = passages;
    this.events = events;
  }

  @Override
  public String start(String process, long run, Map<String, Object> variables) {
    Map<String, Object> all = new HashMap<>(variables);
    all.put(Variables.RUN, run);
    return runtime.startProcessInstanceByKey(process, businessKey(run), all).getId();
  }

  @Override
  public boolean open(long run) {
    return runtime
            .createProcessInstanceQuery()
            .processInstanceBusinessKey(businessKey(run))
            .excludeSubprocesses(true)
            .count()
        > 0;
  }

  @Override
  public Set<Long> openRuns() {
    return runtime.createProcessInstanceQuery().excludeSubprocesses(true).list().stream()
        .map(instance -> instance.getBusinessKey())
        .filter(key -> key != null && key.matches("[0-9]{1,18}"))
        .map(Long::valueOf)
        .collect(Collectors.toSet());
  }

  @Override
  public Map<String, String> standing(long run) {
    Map<String, String> standing = new LinkedHashMap<>();
    for (Execution each :
        runtime.createExecutionQuery().processInstanceBusinessKey(businessKey(run), true).list()) {
      // Scopes and boundary events have executions, too.
      if (each instanceof ExecutionEntity place
          && place.getActivityId() != null
          && repository
                  .getBpmnModel(place.getProcessDefinitionId())
                  .getFlowElement(place.getActivityId())
              instanceof ServiceTask) {
        standing.put(place.getId(), place.getActivityId());
      }
    }
    return standing;
  }

  @Override
  public void remove(long run) {
    runtime
        .createProcessInstanceQuery()
        .processInstanceBusinessKey(businessKey(run))
        .excludeSubprocesses(true)
        .list()
        .forEach(each -> runtime.deleteProcessInstance(each.getId(), "removed by the reaper"));
  }

  @Override
  public void close(long run) {
    remove(run);
    events.forEach(listener -> listener.ended(run, CLOSED));
  }

  @Override
  public List<ReachedStep> proceed(long run, String execution, Map<String, Object> variables) {
    var reached = new ArrayList<ReachedStep>();
    management.executeCommand(LeaveStep.proceeding(run, execution, variables, reached));
    return reached;
  }

  @Override
  public void haulBack(long run, String execution, Reason reason) {
    management.executeCommand(LeaveStep.haulingBack(run, execution, reason));
  }

  @Override
  public void answerApproval(String approval, boolean approved, Reason otherwise) {
    String reason = otherwise.name().toLowerCase(Locale.ROOT);
    tasks.complete(
        approval,
        approved
            ? Map.of(Variables.DECISION, "approved")
            : Map.of(Variables.DECISION, reason, Variables.REASON, reason));
  }

  @Override
  public List<Passed> passed(long run) {
    List<Passed> all = new ArrayList<>();
    for (HistoricProcessInstance instance : instances(run)) {
      List<String> elements = passages.of(instance.getId());
      all.add(
          new Passed(
              instance.getProcessDefinitionKey(),
              instance.getProcessDefinitionName(),
              instance.getProcessDefinitionVersion(),
              elements,
              standsAt(instance).stream().filter(elements::contains).toList()));
    }
    return all;
  }

  /** Where a process instance stands, among it the events that wait beside its steps. */
  private Set<String> standsAt(HistoricProcessInstance instance) {
    if (instance.getEndTime() != null) {
      return Set.of();
    }
    return runtime.createExecutionQuery().processInstanceId(instance.getId()).list().stream()
        .map(Execution::getActivityId)
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  @Override
  public String model(long run, String process) {
    Map<String, String> byKey = new LinkedHashMap<>();
    for (HistoricProcessInstance instance : instances(run)) {
      byKey.put(instance.getProcessDefinitionKey(), instance.getProcessDefinitionId());
    }
    String definition = byKey.get(process);
    if (definition == null) {
      definition = calledBy(byKey, process);
    }
    try (var xml = repository.getProcessModel(definition)) {
      return new String(xml.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /**
   * A process that the run has not reached yet, in the version that was deployed with the run's.
   */
  private String calledBy(Map<String, String> started, String process) {
    return started.values().stream()
        .map(repository::getProcessDefinition)
        .map(
            caller ->
                repository
                    .createProcessDefinitionQuery()
                    .deploymentId(caller.getDeploymentId())
                    .processDefinitionKey(process)
                    .singleResult())
        .filter(Objects::nonNull)
        .map(found -> found.getId())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("The run has nothing to do with process " + process));
  }

  private List<HistoricProcessInstance> instances(long run) {
    List<HistoricProcessInstance> all = new ArrayList<>();
    var root =
        history
            .createHistoricProcessInstanceQuery()
            .processInstanceBusinessKey(businessKey(run))
            .excludeSubprocesses(true)
            .singleResult();
    if (root != null) {
      all.add(root);
      all.addAll(
          history
              .createHistoricProcessInstanceQuery()
              .superProcessInstanceId(root.getId())
              .orderByProcessInstanceStartTime()
              .asc()
              .list());
    }
    return all;
  }

  private static String businessKey(long run) {
    return Long.toString(run);
  }
}
