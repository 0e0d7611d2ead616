package dev.slipway.bench.server;

import dev.slipway.bench.figure.Samples;
import org.jspecify.annotations.Nullable;

/** Takes the time from the end of one step to the start of the next one of the same run. */
final class StepTimes {

  private @Nullable Samples handoffs;
  private long run;
  private long ended;

  /** Where hand-offs go from now on. */
  synchronized void into(Samples samples) {
    handoffs = samples;
    run = 0;
  }

  synchronized void started(long of, long nanos) {
    if (handoffs != null && of == run) {
      handoffs.add(nanos - ended);
    }
  }

  synchronized void ended(long of, long nanos) {
    run = of;
    ended = nanos;
  }
}
