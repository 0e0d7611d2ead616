package dev.slipway.workers.loop;

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
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepStoppedException.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a worker sees of the step it performs. */
final class ClaimedStep implements StepContext {

  private final HeldStep held;
  private final Application application;
  private final Environment environment;
  private final StepJournal journal;
  private final SecretMask mask;
  private final WorkSource source;
  private final EffectCodec effects;

  ClaimedStep(
      HeldStep held,
      Application application,
      Environment environment,
      StepJournal journal,
      SecretMask mask,
      WorkSource source,
      EffectCodec effects) {
    this.held = held;
    this.application = application;
    this.environment = environment;
    this.journal = journal;
    this.mask = mask;
    this.source = source;
    this.effects = effects;
  }

  @Override
  public StepKey key() {
    return held.claim().key();
  }

  @Override
  public int attempt() {
    return held.claim().attempt();
  }

  @Override
  public RunFacts run() {
    return held.claim().run();
  }

  @Override
  public FencingToken fencing() {
    return new FencingToken(run().leaseFence(), key(), held.claim().fence());
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
    return effects.newest(held.claim().effects(), type);
  }

  @Override
  public <E extends Effect> E requireEffect(Class<E> type) throws StepFailedException {
    return effect(type)
        .orElseThrow(
            () ->
                new StepFailedException(
                    Failure.of(
                        "Step " + key(),
                        "No earlier step of this run has proven " + type.getSimpleName(),
                        "See why the step before this one left no effect")));
  }

  @Override
  public StepLog log() {
    return journal;
  }

  @Override
  public void progress(String what) {
    journal.progress(what);
  }

  @Override
  public Instant deadline() {
    return held.deadline();
  }

  @Override
  public void checkStop() throws StepStoppedException {
    Optional<Reason> reason = held.stop();
    if (reason.isPresent()) {
      throw new StepStoppedException(reason.get());
    }
  }

  @Override
  public Secret secret(SecretReference reference) throws StepFailedException {
    List<Secret> found;
    try {
      found = source.secret(held.claim(), reference.name());
    } catch (NoLongerYoursException e) {
      held.lose();
      throw new StepFailedException(
          Failure.of("Resolving " + reference, String.valueOf(e.getMessage()), "Nothing"), e);
    } catch (SecretNotGivenException e) {
      throw new StepFailedException(
          Failure.of(
              "Resolving " + reference,
              String.valueOf(e.getMessage()),
              "Do what it says, then start the run again"),
          e);
    }
    if (found.isEmpty()) {
      throw new StepFailedException(
          Failure.of(
              "Resolving " + reference,
              "There is no secret of this name",
              "Store it under this name, then start the run again"));
    }
    mask.learn(found.getFirst());
    return found.getFirst();
  }
}
