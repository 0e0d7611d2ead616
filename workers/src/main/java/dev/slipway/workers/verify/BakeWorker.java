package dev.slipway.workers.verify;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.Pause;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepWorker;
import dev.slipway.workers.verify.HealthProbe.Observation;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/** Watches the new version, through the router, while the old one still runs beside it. */
public final class BakeWorker implements StepWorker {

  private static final Duration BEAT = Duration.ofSeconds(1);

  /** However late a bake is taken over, it is looked at for as long as this. */
  private static final Duration SHORTEST = Duration.ofSeconds(10);

  private static final int FAILURES_IN_A_ROW = 3;
  private static final int REMEMBERED = 30;

  private final Clock steady;
  private final Clock wall;
  private final Pause pause;

  /**
   * @param steady measures the bake
   * @param wall dates what people read
   */
  public BakeWorker(Clock steady, Clock wall) {
    this.steady = steady;
    this.wall = wall;
    this.pause = new Pause(steady);
  }

  @Override
  public Topic topic() {
    return StepCatalogue.BAKE;
  }

  @Override
  public StepResult perform(StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    Duration bake = step.environment().bake();
    if (bake.isZero()) {
      return StepResult.done("No bake is asked for");
    }
    URI site = step.environment().url();
    HealthProbe probe = new HealthProbe(site, step.environment().health(), wall);
    Instant begin = steady.instant();
    Instant end = pause.end(step, bake);
    Instant least = begin.plus(bake.compareTo(SHORTEST) < 0 ? bake : SHORTEST);
    if (end.isBefore(least)) {
      end = least;
    }
    Duration watched = Duration.between(begin, end);
    if (watched.compareTo(bake) < 0) {
      step.log()
          .note("Goes on with the bake of an earlier attempt; " + watched.toSeconds() + " s left");
    }
    Deque<Observation> newest = new ArrayDeque<>();
    int failures = 0;
    int asked = 0;
    while (steady.instant().isBefore(end)) {
      Observation observation = probe.ask(timeout -> HttpConnection.to(site, timeout));
      asked++;
      newest.addLast(observation);
      if (newest.size() > REMEMBERED) {
        newest.removeFirst();
      }
      failures = observation.good() ? 0 : failures + 1;
      if (!observation.good()) {
        step.log().note(step.environment().health().path() + ": " + observation);
      }
      if (failures >= FAILURES_IN_A_ROW) {
        throw new StepFailedException(
            Failure.of(
                    "Bake of " + site,
                    step.environment().health().path()
                        + " failed "
                        + FAILURES_IN_A_ROW
                        + " times in a row; last: "
                        + observation.seen(),
                    "Read the log of the application, correct the cause and release again")
                .withEvidence(
                    newest.stream().map(Observation::toString).collect(Collectors.joining("\n"))));
      }
      Duration left = Duration.between(steady.instant(), end);
      step.progress("healthy, " + Math.max(0, left.toSeconds()) + " s left");
      pause.sleep(step, left.compareTo(BEAT) < 0 ? left : BEAT);
    }
    return StepResult.done("Healthy for " + watched.toSeconds() + " s, asked " + asked + " times");
  }
}
