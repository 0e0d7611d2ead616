package dev.slipway.workers.rig;

import dev.slipway.processes.definition.Application;
import dev.slipway.processes.definition.Environment;
import dev.slipway.processes.definition.SecretReference;
import dev.slipway.workers.step.Effect;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.FencingToken;
import dev.slipway.workers.step.RunFacts;
import dev.slipway.workers.step.Secret;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepKey;
import dev.slipway.workers.step.StepLog;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepWorker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Performs steps of one run, one after the other, and remembers what they proved. */
public final class RunOfSteps {

  private final Application application;
  private final Environment environment;
  private final RunFacts facts;
  private final Map<String, String> secrets;
  private final List<Effect> effects = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private final Map<String, Integer> claims = new HashMap<>();
  private boolean cancelled;
  private String cancelAt = "";
  private Duration limit = Duration.ofMinutes(30);

  public RunOfSteps(
      Application application,
      Environment environment,
      RunFacts facts,
      Map<String, String> secrets) {
    this.application = application;
    this.environment = environment;
    this.facts = facts;
    this.secrets = Map.copyOf(secrets);
  }

  /** Performs a step for the first time. */
  public StepResult.Done perform(StepWorker worker)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return perform(worker, 1);
  }

  public StepResult.Done perform(StepWorker worker, int attempt)
      throws StepFailedException, StepStoppedException, InterruptedException {
    StepResult result = result(worker, attempt);
    if (result instanceof StepResult.Done done) {
      done.effect().ifPresent(effects::add);
      return done;
    }
    throw new IllegalStateException("Not done: " + result);
  }

  /** From now on every step finds itself cancelled, as it does past its deadline. */
  public void cancel() {
    cancelled = true;
  }

  /** As {@link #cancel()}, as soon as a step has noted this line. */
  public void cancelWhenNoted(String line) {
    cancelAt = line;
  }

  /** From now on every step has only this time left, as one that was begun long ago. */
  public void leaves(Duration time) {
    limit = time;
  }

  /** Performs a step that need not be done then. */
  public StepResult result(StepWorker worker, int attempt)
      throws StepFailedException, StepStoppedException, InterruptedException {
    String topic = worker.topic().name();
    return worker.perform(new Step(topic, attempt, claims.merge(topic, 1, Integer::sum)));
  }

  public void proven(Effect effect) {
    effects.add(effect);
  }

  public <E extends Effect> E effect(Class<E> type) {
    return newest(type).orElseThrow();
  }

  public List<String> log() {
    return List.copyOf(log);
  }

  public String secret(String name) {
    return secrets.getOrDefault(name, "");
  }

  private <E extends Effect> Optional<E> newest(Class<E> type) {
    return effects.reversed().stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private final class Step implements StepContext, StepLog {

    private final String topic;
    private final int attempt;
    private final int claim;
    private final Instant deadline = Instant.now().plus(limit);

    Step(String topic, int attempt, int claim) {
      this.topic = topic;
      this.attempt = attempt;
      this.claim = claim;
    }

    @Override
    public StepKey key() {
      return new StepKey(facts.run() + "-" + topic);
    }

    @Override
    public int attempt() {
      return attempt;
    }

    @Override
    public RunFacts run() {
      return facts;
    }

    @Override
    public FencingToken fencing() {
      return new FencingToken(facts.leaseFence(), key(), claim);
    }

    @Override
    public Application application() {
      return application;
    }

    @Override
    public Environment environment() {
      return environment;
    }

    @Override
    public <E extends Effect> Optional<E> effect(Class<E> type) {
      return newest(type);
    }

    @Override
    public <E extends Effect> E requireEffect(Class<E> type) throws StepFailedException {
      return newest(type)
          .orElseThrow(
              () ->
                  new StepFailedException(
                      Failure.of(type.getSimpleName(), "not proven", "Perform its step")));
    }

    @Override
    public StepLog log() {
      return this;
    }

    @Override
    public void progress(String what) {}

    @Override
    public Instant deadline() {
      return deadline;
    }

    @Override
    public void checkStop() throws StepStoppedException {
      if (cancelled) {
        throw new StepStoppedException(StepStoppedException.Reason.CANCELLED);
      }
    }

    @Override
    public Secret secret(SecretReference reference) throws StepFailedException {
      String value = secrets.get(reference.name());
      if (value == null) {
        throw new StepFailedException(Failure.of(reference.toString(), "unknown", "Store it"));
      }
      return new Secret(reference.name(), value);
    }

    @Override
    public void note(String line) {
      log.add(line);
      cancelled |= line.equals(cancelAt);
    }

    @Override
    public void out(String line) {
      log.add(line);
    }

    @Override
    public void err(String line) {
      log.add(line);
    }
  }
}
