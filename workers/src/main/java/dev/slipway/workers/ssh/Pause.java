package dev.slipway.workers.ssh;

import dev.slipway.workers.step.StepStoppedException;

/** Waits in short slices, so that a stop is heard. */
final class Pause {

  private static final long SLICE = 200;

  private Pause() {}

  static void of(long millis, StopCheck stop) throws StepStoppedException, InterruptedException {
    for (long left = millis; left > 0; left -= SLICE) {
      stop.check();
      Thread.sleep(Math.min(left, SLICE));
    }
    stop.check();
  }
}
