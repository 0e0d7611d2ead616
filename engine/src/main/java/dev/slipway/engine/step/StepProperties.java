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

  /** Above every other wait, and above what a clock that is only adjusted is ever off by. */
  private static final Duration LEAST = Duration.ofMinutes(1);

  /** The pause after so many failures, the first of them counted as 0. */
  Duration pauseAfter(int failures) {
    return retryPause.multipliedBy(1L << Math.min(failures, DOUBLINGS));
  }

  /**
   * No step waits longer before it is looked at again, so a wait that ends further ahead was begun
   * before the clock was set back. One that was set back by less than this makes the wait longer by
   * as much.
   */
  Duration longestWait() {
    Duration pause = pauseAfter(DOUBLINGS);
    return pause.compareTo(LEAST) > 0 ? pause : LEAST;
  }
}
