package dev.slipway.workers.ssh;

import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepStoppedException;

/** Asked between any two waits whether to go on. */
@FunctionalInterface
interface StopCheck {

  void check() throws StepStoppedException;

  /** Stops only for a hand-over: a cancelled step still has to clean up behind itself. */
  static StopCheck handOverOnly(StepContext step) {
    return () -> {
      try {
        step.checkStop();
      } catch (StepStoppedException e) {
        if (e.reason() == StepStoppedException.Reason.HANDED_OVER) {
          throw e;
        }
      }
    };
  }
}
