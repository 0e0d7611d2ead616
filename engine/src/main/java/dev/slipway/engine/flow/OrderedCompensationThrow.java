package dev.slipway.engine.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.flowable.bpmn.model.Activity;
import org.flowable.bpmn.model.CompensateEventDefinition;
import org.flowable.bpmn.model.EventSubProcess;
import org.flowable.bpmn.model.FlowElement;
import org.flowable.bpmn.model.FlowElementsContainer;
import org.flowable.bpmn.model.SubProcess;
import org.flowable.bpmn.model.ThrowEvent;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.impl.bpmn.behavior.IntermediateThrowCompensationEventActivityBehavior;
import org.flowable.engine.impl.bpmn.helper.ScopeUtil;
import org.flowable.engine.impl.util.CommandContextUtil;
import org.flowable.engine.impl.util.ProcessDefinitionUtil;
import org.flowable.eventsubscription.service.impl.persistence.entity.CompensateEventSubscriptionEntity;

/**
 * A compensation throw event that undoes one step after another, newest first, and waits for each.
 *
 * <p>Flowable's own starts all handlers at once, leaves without waiting, orders them by a
 * timestamp, and inside an event sub-process finds none at all. This one triggers the handler of
 * the newest completed activity of its scope (of the enclosing scope, when it stands in an event
 * sub-process) and stays; {@link UndoAgenda} triggers it again when that handler leaves.
 */
final class OrderedCompensationThrow extends IntermediateThrowCompensationEventActivityBehavior {

  private static final long serialVersionUID = 1L;

  private final transient CompletionOrder order;

  OrderedCompensationThrow(CompensateEventDefinition definition, CompletionOrder order) {
    super(definition);
    this.order = order;
  }

  @Override
  public void execute(DelegateExecution execution) {
    undoNewest(execution);
  }

  @Override
  public void trigger(DelegateExecution execution, String signalName, Object signalData) {
    undoNewest(execution);
  }

  private void undoNewest(DelegateExecution execution) {
    var subscriptions = subscriptionsOf(scopeOf(execution), execution.getProcessInstanceId());
    if (subscriptions.isEmpty()) {
      leave(execution);
      return;
    }
    // The creation time only decides between two completions of one activity, as in a loop.
    var newest =
        subscriptions.stream()
            .max(
                Comparator.comparingLong(this::completedAs)
                    .thenComparing(CompensateEventSubscriptionEntity::getCreated))
            .orElseThrow();
    ScopeUtil.throwCompensationEvent(new ArrayList<>(List.of(newest)), execution, false);
  }

  private long completedAs(CompensateEventSubscriptionEntity subscription) {
    return order.completedAs(subscription.getProcessInstanceId(), subscription.getActivityId());
  }

  private static FlowElementsContainer scopeOf(DelegateExecution execution) {
    SubProcess scope = ((ThrowEvent) execution.getCurrentFlowElement()).getSubProcess();
    if (scope instanceof EventSubProcess) {
      scope = scope.getSubProcess();
    }
    return scope == null
        ? ProcessDefinitionUtil.getProcess(execution.getProcessDefinitionId())
        : scope;
  }

  private static List<CompensateEventSubscriptionEntity> subscriptionsOf(
      FlowElementsContainer scope, String processInstance) {
    var service =
        CommandContextUtil.getProcessEngineConfiguration()
            .getEventSubscriptionServiceConfiguration()
            .getEventSubscriptionService();
    List<CompensateEventSubscriptionEntity> found = new ArrayList<>();
    for (FlowElement element : scope.getFlowElements()) {
      if (element instanceof Activity) {
        found.addAll(
            service.findCompensateEventSubscriptionsByProcessInstanceIdAndActivityId(
                processInstance, element.getId()));
      }
    }
    return found;
  }
}
