package dev.slipway.engine.step;

import dev.slipway.engine.database.Query;
import dev.slipway.engine.database.RoundTrip;
import dev.slipway.engine.event.Bell;
import dev.slipway.engine.event.RunEvents;
import dev.slipway.engine.event.RunEvents.Kind;
import dev.slipway.engine.flow.FlowEvents;
import dev.slipway.engine.flow.ReachedStep;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.step.StepKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes down a step that a run has come to: for whoever claims it, or in a worker's hand. */
@Component
class StepArrival implements FlowEvents {

  /** Rung when a run has come to a step. */
  static final String ARRIVED = "arrived";

  /** Rung when a step that somebody had or that waited may be claimed. */
  static final String CLAIMABLE = "claimable";

  private final RoundTrip database;
  private final StepCatalogue catalogue;
  private final RunFactsSource facts;
  private final ClaimRows claims;
  private final RunEvents events;
  private final Bell bell;

  StepArrival(
      RoundTrip database,
      StepCatalogue catalogue,
      RunFactsSource facts,
      ClaimRows claims,
      RunEvents events,
      Bell bell) {
    this.database = database;
    this.catalogue = catalogue;
    this.facts = facts;
    this.claims = claims;
    this.events = events;
    this.bell = bell;
  }

  /** Puts a step where workers can claim it. */
  @Override
  public void stepReached(ReachedStep step) {
    String key =
        database
            .ask(
                new Query<>(
                    ArrivalStatement.READY,
                    parameters(step),
                    (row, number) -> row.getString("key")))
            .getFirst();
    events.record(step.run(), Kind.STEP, key);
    bell.ring(ARRIVED);
  }

  /**
   * Gives a step to the worker that had the one before; nobody else needs to hear of it.
   *
   * @param after the one before
   */
  Claim handOver(ReachedStep step, StepKey after, String worker) {
    Map<String, Object> parameters = parameters(step);
    parameters.putAll(hand(after, worker));
    var answers =
        database.ask(
            new Query<>(ArrivalStatement.IN_HAND, parameters, claims::taken),
            facts.facts(step.run()));
    Claim claim = claims.claim(answers.first().getFirst(), answers.second().getFirst());
    events.record(step.run(), Kind.STEP, claim.key().value());
    return claim;
  }

  /** What a worker was given with the end of a step, if it still is its own. */
  List<Claim> handedOver(long run, StepKey after, String worker) {
    Map<String, Object> parameters = new HashMap<>(hand(after, worker));
    parameters.put("run", run);
    var answers =
        database.ask(
            new Query<>(ArrivalStatement.STILL_IN_HAND, parameters, claims::taken),
            facts.facts(run));
    return answers.first().stream()
        .map(taken -> claims.claim(taken, answers.second().getFirst()))
        .toList();
  }

  private Map<String, Object> hand(StepKey after, String worker) {
    return Map.of("worker", worker, "after", after.value(), "lock", claims.lock().toMillis());
  }

  private Map<String, Object> parameters(ReachedStep step) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("plain", new StepKey(step.run() + "-" + step.activity()).value());
    parameters.put("run", step.run());
    parameters.put("process", step.process());
    parameters.put("instance", step.processInstance());
    parameters.put("execution", step.execution());
    parameters.put("activity", step.activity());
    parameters.put("title", step.title());
    parameters.put("topic", step.topic().name());
    parameters.put("compensation", step.compensation());
    parameters.put("budget", budget(step).toMillis());
    return parameters;
  }

  private Duration budget(ReachedStep step) {
    return catalogue.get(step.topic()).budget(() -> facts.environment(step.run()));
  }
}
