package dev.slipway.processes.catalogue;

import java.time.Duration;
import java.util.Optional;

/**
 * What every step of one topic promises, wherever a model uses it.
 *
 * @param topic the topic
 * @param title what the step does, in words for people, such as {@code Start candidate}
 * @param deadline how long one attempt may take before it counts as failed
 * @param retries how many further attempts follow a failed one before {@link #onFailure} applies
 * @param onFailure what happens when the retries are used up
 * @param undoneBy the topic of the compensation, present exactly when the step leaves an effect
 *     that a failing run must undo
 * @param changesEnvironment whether the step changes what serves, or what is on the target, and so
 *     needs the lease
 */
public record StepType(
    Topic topic,
    String title,
    Duration deadline,
    int retries,
    OnFailure onFailure,
    Optional<Topic> undoneBy,
    boolean changesEnvironment) {

  public StepType {
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException(topic + ": a deadline is longer than nothing");
    }
    if (retries < 0) {
      throw new IllegalArgumentException(topic + ": retries cannot be negative");
    }
  }
}
