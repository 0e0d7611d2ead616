package dev.slipway.engine.flow;

import dev.slipway.engine.node.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.flowable.common.engine.impl.history.HistoryLevel;
import org.flowable.common.engine.impl.persistence.StrongUuidGenerator;
import org.flowable.spring.SpringProcessEngineConfiguration;
import org.flowable.spring.boot.EngineConfigurationConfigurer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FlowConfiguration {

  /** Engine jobs only move a process on; they never wait for anything outside. */
  private static final Duration JOB_LOCK = Duration.ofSeconds(30);

  private static final Duration TIMER_LOOK = Duration.ofSeconds(2);

  @Bean
  EngineConfigurationConfigurer<SpringProcessEngineConfiguration> slipwayFlow(
      NodeName node, ObjectProvider<FlowEvents> events, CompletionOrder order, Passages passages) {
    return engine -> {
      engine.setActivityBehaviorFactory(new StepBehaviours(order, events));
      engine.setAgendaFactory(UndoAgenda::new);
      engine.setActivityInstanceEntityManager(new PassageRecorder(engine, passages));
      engine.setEventListeners(List.of(new FlowListener(events)));
      engine.setIdGenerator(new StrongUuidGenerator());
      engine.setHistoryLevel(HistoryLevel.INSTANCE);
      // The run page draws the model itself.
      engine.setCreateDiagramOnDeploy(false);
      // Expressions of a model see the run's variables and nothing of ours.
      engine.setBeans(Map.of());
      engine.setEnableSafeBpmnXml(true);
      var executor = engine.getAsyncExecutorConfiguration();
      executor.setLockOwner(node.name());
      executor.setAsyncJobLockTime(JOB_LOCK);
      executor.setTimerLockTime(JOB_LOCK);
      executor.setDefaultTimerJobAcquireWaitTime(TIMER_LOOK);
      executor.setDefaultAsyncJobAcquireWaitTime(TIMER_LOOK);
    };
  }
}
