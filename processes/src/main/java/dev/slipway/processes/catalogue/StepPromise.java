package dev.slipway.processes.catalogue;

import dev.slipway.processes.definition.Environment;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What the catalogue says of one step, a sentence at a time; what it does not say is not so. */
final class StepPromise {

  private final Topic topic;
  private final String title;
  private final Duration deadline;
  private final int retries;
  private final OnFailure onFailure;
  private Optional<Function<Environment, Duration>> waits = Optional.empty();
  private Optional<Topic> undoneBy = Optional.empty();
  private Optional<String> skipped = Optional.empty();
  private boolean changesEnvironment;
  private boolean probes;

  StepPromise(Topic topic, String title, Duration deadline, int retries, OnFailure onFailure) {
    this.topic = topic;
    this.title = title;
    this.deadline = deadline;
    this.retries = retries;
    this.onFailure = onFailure;
  }

  /** It waits as long as the application file says. */
  StepPromise waiting(Function<Environment, Duration> wait) {
    waits = Optional.of(wait);
    return this;
  }

  StepPromise undoneBy(Topic compensation) {
    undoneBy = Optional.of(compensation);
    return this;
  }

  /** A person may skip it; the words say what the run then takes for granted. */
  StepPromise skippable(String words) {
    skipped = Optional.of(words);
    return this;
  }

  StepPromise changingTheEnvironment() {
    changesEnvironment = true;
    return this;
  }

  /** Its log tells how the application answered. */
  StepPromise probing() {
    probes = true;
    return this;
  }

  StepType type() {
    return new StepType(
        topic,
        title,
        deadline,
        waits,
        retries,
        onFailure,
        undoneBy,
        changesEnvironment,
        skipped,
        probes);
  }
}
