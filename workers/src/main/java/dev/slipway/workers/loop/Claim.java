package dev.slipway.workers.loop;

import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.step.RunFacts;
import dev.slipway.workers.step.StepKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A step in a worker's hands.
 *
 * @param key the step
 * @param topic its topic
 * @param attempt which attempt this is, from 1
 * @param fence grows with every claim of this step; a report under an older one is refused
 * @param lock how long from now on the step is not given to another worker, unless renewed
 * @param timeLeft how long from now on until its deadline; not a moment, because the worker's clock
 *     may differ from the one by which the deadline was set
 * @param deadline when the attempt counts as failed, by the database's clock; for people
 * @param run what the step may know of its run
 * @param effects what earlier steps of the run have proven, oldest first
 */
public record Claim(
    StepKey key,
    Topic topic,
    int attempt,
    long fence,
    Duration lock,
    Duration timeLeft,
    Instant deadline,
    RunFacts run,
    List<EffectDocument> effects) {

  public Claim {
    effects = List.copyOf(effects);
  }
}
