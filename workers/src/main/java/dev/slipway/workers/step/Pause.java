package dev.slipway.workers.step;

import dev.slipway.processes.catalogue.StepCatalogue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Waits inside a step without losing sight of its deadline or of a request to stop. */
public record Pause(Clock clock) {

  private static final Duration SLICE = Duration.ofMillis(200);

  /**
   * When a wait that the application file asks for is over. Such a step's deadline is its wait and
   * {@link StepCatalogue#SPARE} after it was first claimed, so that a wait that another worker has
   * begun goes on instead of beginning anew. Half of the spare time is left for what comes after
   * it, and the other half for what comes before.
   */
  public Instant end(StepContext step, Duration wait) {
    Instant whole = clock.instant().plus(wait);
    Instant latest = step.deadline().minus(StepCatalogue.SPARE.dividedBy(2));
    return latest.isBefore(whole) ? latest : whole;
  }

  /**
   * Waits as long as it is told, or less.
   *
   * @throws StepFailedException if the step's deadline has passed
   * @throws StepStoppedException as soon as the step is asked to stop
   */
  public void sleep(StepContext step, Duration duration)
      throws StepFailedException, StepStoppedException, InterruptedException {
    Instant end = clock.instant().plus(duration);
    while (true) {
      step.checkStop();
      Instant now = clock.instant();
      if (now.isAfter(step.deadline())) {
        throw new StepFailedException(
            Failure.of(
                "Step " + step.key(),
                "it was not done by its deadline",
                "Look in the log for what it waited for, then start the run again"));
      }
      Duration left = Duration.between(now, end);
      if (left.isNegative() || left.isZero()) {
        return;
      }
      Thread.sleep(left.compareTo(SLICE) < 0 ? left : SLICE);
    }
  }
}
