package dev.slipway.workers.host;

import dev.slipway.processes.definition.Colour;
import dev.slipway.processes.definition.Drain;
import dev.slipway.workers.router.RouterControl;
import dev.slipway.workers.step.Pause;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.time.Duration;
import java.time.Instant;

/** Waits until a colour that gets nothing new has finished what it has. */
record Drainer(RouterControl router, Pause pause) {

  private static final Duration LOOK = Duration.ofMillis(300);

  /**
   * Waits for requests, then for streams and websockets; a router cannot tell them apart, so what
   * is still open when the time for requests is up counts as a stream.
   *
   * @return how many sessions were still open at the end
   */
  long drain(StepContext step, Colour colour, Drain budget)
      throws StepFailedException, StepStoppedException, InterruptedException {
    Instant begin = pause.clock().instant();
    Instant streamsFrom = begin.plus(budget.requests());
    Instant end = pause.end(step, budget.streams());
    boolean told = false;
    while (true) {
      long open = router.sessions(colour);
      Instant now = pause.clock().instant();
      if (open == 0 || !now.isBefore(end)) {
        return open;
      }
      if (!told && !now.isBefore(streamsFrom)) {
        told = true;
        step.log()
            .note(
                open
                    + " sessions on "
                    + colour
                    + " outlast the "
                    + budget.requests().toSeconds()
                    + " s for requests; they have until "
                    + end);
      }
      step.progress(open + " sessions left on " + colour);
      pause.sleep(step, LOOK);
    }
  }
}
