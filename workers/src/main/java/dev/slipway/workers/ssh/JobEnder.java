package dev.slipway.workers.ssh;

import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Ends a job and what it has started, unless it has ended by itself. */
record JobEnder(WarmLine line, StepContext step, JobShell shell, Clock clock) {

  private static final Duration WITHIN = Duration.ofSeconds(90);
  private static final int KEPT = 512;

  /**
   * Asks the host until it confirms that the job has ended.
   *
   * @throws StepStoppedException if the step was handed over: the job is somebody else's then
   */
  JobEnding end() throws StepStoppedException, InterruptedException {
    StopCheck stop = StopCheck.handOverOnly(step);
    stop.check();
    Instant until = clock.instant().plus(WITHIN);
    step.log().note("Ending job " + shell.name());
    for (long backOff = 500;
        clock.instant().isBefore(until);
        backOff = Math.min(8000, backOff * 2)) {
      HeadBuffer out = new HeadBuffer(KEPT);
      TailBuffer err = new TailBuffer(KEPT);
      try {
        Connection connection = line.connect(step, 1, stop);
        Optional<Exit> exit = shell.stop(connection, out, err);
        if (exit.isEmpty()) {
          line.abandon(connection);
        } else if (exit.get().status() == 0) {
          return confirmed(out.bytes());
        }
        step.log().note("The host did not end the job, asking again: " + err.text().strip());
      } catch (StepFailedException e) {
        if (!e.failure().retriable()) {
          return new JobEnding.Unconfirmed();
        }
      } catch (ConnectionLostException e) {
        step.log().note("The connection broke, connecting again to end the job");
      }
      Pause.of(backOff, stop);
    }
    return new JobEnding.Unconfirmed();
  }

  private JobEnding confirmed(byte[] out) throws ConnectionLostException {
    String said = new String(out, StandardCharsets.UTF_8).strip();
    step.log().note("Job " + shell.name() + ": " + said);
    if (said.equals("stopped")) {
      return new JobEnding.Stopped();
    }
    if (said.startsWith("left ")) {
      return new JobEnding.Unconfirmed();
    }
    return new JobEnding.Before(new JobState.Reader(out).state(JobScripts.LOOK_LIMIT));
  }
}
