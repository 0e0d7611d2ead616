package dev.slipway.engine.step;

import dev.slipway.engine.event.Bell;
import dev.slipway.engine.event.RunEvents;
import dev.slipway.engine.event.RunEvents.Kind;
import dev.slipway.engine.flow.FlowEvents;
import dev.slipway.engine.flow.ReachedStep;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.workers.step.StepKey;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts a step that a run has come to where workers can claim it. */
@Component
class StepArrival implements FlowEvents {

  /** Rung when a run has come to a step. */
  static final String ARRIVED = "arrived";

  /** Rung when a step that somebody had or that waited may be claimed. */
  static final String CLAIMABLE = "claimable";

  /** A run that comes by an activity again gets a new step; the first keeps the plain name. */
  private static final String ARRIVE =
      """
      insert into step (key, run, process, process_instance, execution, activity, title, topic,
        compensation, state, budget, created_at)
      select :plain || case when before = 0 then '' else '-' || (before + 1) end, :run, :process,
        :instance, :execution, :activity, :title, :topic, :compensation, 'ready',
        :budget * interval '1 millisecond', now()
      from (select count(*) as before from step where run = :run and activity = :activity) as b
      returning key
      """;

  private final JdbcClient jdbc;
  private final StepCatalogue catalogue;
  private final RunFactsSource facts;
  private final RunEvents events;
  private final Bell bell;

  StepArrival(
      JdbcClient jdbc, StepCatalogue catalogue, RunFactsSource facts, RunEvents events, Bell bell) {
    this.jdbc = jdbc;
    this.catalogue = catalogue;
    this.facts = facts;
    this.events = events;
    this.bell = bell;
  }

  @Override
  public void stepReached(ReachedStep step) {
    String key =
        jdbc.sql(ARRIVE)
            .param("plain", new StepKey(step.run() + "-" + step.activity()).value())
            .param("run", step.run())
            .param("process", step.process())
            .param("instance", step.processInstance())
            .param("execution", step.execution())
            .param("activity", step.activity())
            .param("title", step.title())
            .param("topic", step.topic().name())
            .param("compensation", step.compensation())
            .param("budget", budget(step).toMillis())
            .query(String.class)
            .single();
    events.record(step.run(), Kind.STEP, key);
    bell.ring(ARRIVED);
  }

  private Duration budget(ReachedStep step) {
    return catalogue.get(step.topic()).budget(() -> facts.environment(step.run()));
  }
}
