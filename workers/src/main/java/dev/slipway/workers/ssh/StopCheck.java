package dev.slipway.workers.ssh;

import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepStoppedException;
import java.time.Clock;

/** Asked between any two waits whether to go on. */
@FunctionalInterface
interface StopCheck {

  void check() throws StepStoppedException;

  /** Stops only for a hand-over: a cancelled step still has to clean up behind itself. */
  static StopCheck handOverOnly(StepContext step) {
    return () -> check(step, false);
  }

  /**
   * Stops for a hand-over, or when the step's deadline has passed: a cancelled step that may have
   * changed its target already still has to look at it.
   */
  static StopCheck handOverOrDeadline(StepContext step, Clock clock) {
    return () -> check(step, !clock.instant().isBefore(step.deadline()));
  }

  private static void check(StepContext step, boolean heedsAll) throws StepStoppedException {
    try {
      step.checkStop();
    } catch (StepStoppedException e) {
      if (heedsAll || e.reason() == StepStoppedException.Reason.HANDED_OVER) {
        throw e;
      }
    }
  }
}
