package dev.slipway.engine.step;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How steps are handed to workers.
 *
 * @param lock how long a worker may be silent before its step goes to another
 * @param retryPause the pause before a failed step is tried again; doubles with each failure
 */
@ConfigurationProperties("slipway.step")
record StepProperties(@DefaultValue("15s") Duration lock, @DefaultValue("2s") Duration retryPause) {

  private static final int DOUBLINGS = 5;
  private static final Duration LONGEST_OTHER_WAIT = Duration.ofMinutes(10);

  /** The pause after so many failures, the first of them counted as 0. */
  Duration pauseAfter(int failures) {
    return retryPause.multipliedBy(1L << Math.min(failures, DOUBLINGS));
  }

  /** No step waits longer before it is looked at again. */
  Duration longestWait() {
    Duration pause = pauseAfter(DOUBLINGS);
    return pause.compareTo(LONGEST_OTHER_WAIT) > 0 ? pause : LONGEST_OTHER_WAIT;
  }
}
