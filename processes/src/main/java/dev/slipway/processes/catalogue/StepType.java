package dev.slipway.processes.catalogue;

import dev.slipway.processes.definition.Environment;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What every step of one topic promises, wherever a model uses it.
 *
 * @param topic the topic
 * @param title what the step does, in words for people, such as {@code Start candidate}
 * @param deadline how long one attempt may take before it counts as failed, beside what it waits
 * @param waits how long the application file makes it wait, present exactly when it does
 * @param retries how many further attempts follow a failed one before {@link #onFailure} applies
 * @param onFailure what happens when the retries are used up
 * @param undoneBy the topic of the compensation, present exactly when the step leaves an effect
 *     that a failing run must undo
 * @param changesEnvironment whether the step changes what serves, or what is on the target, and so
 *     needs the lease
 * @param skipped what a run that goes on without the step takes for granted, for people who may
 *     decide so; empty if it may not be skipped
 * @param probes whether its log tells what was asked of the application, and what came back
 */
public record StepType(
    Topic topic,
    String title,
    Duration deadline,
    Optional<Function<Environment, Duration>> waits,
    int retries,
    OnFailure onFailure,
    Optional<Topic> undoneBy,
    boolean changesEnvironment,
    Optional<String> skipped,
    boolean probes) {

  public StepType {
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException(topic + ": a deadline is longer than nothing");
    }
    if (retries < 0) {
      throw new IllegalArgumentException(topic + ": retries cannot be negative");
    }
    if (skipped.isPresent() && undoneBy.isPresent()) {
      throw new IllegalArgumentException(
          topic + ": without the proof of its effect nothing could undo it later");
    }
  }

  /** Whether something of it stands when it has been done, on the target or as a claim on it. */
  public boolean leavesSomething() {
    return undoneBy.isPresent() || changesEnvironment;
  }

  /** How long one attempt may take in an environment. */
  public Duration budget(Supplier<Environment> environment) {
    return waits.map(wait -> deadline.plus(wait.apply(environment.get()))).orElse(deadline);
  }
}
