package dev.slipway.workers.verify;

import java.time.Duration;

/**
 * A budget of time that many requests share, measured by a clock that nobody sets.
 *
 * @param end when it is spent, by {@link System#nanoTime()}
 */
record TimeLeft(long end) {

  private static final Duration SHORTEST = Duration.ofMillis(100);

  static TimeLeft of(Duration budget) {
    return new TimeLeft(System.nanoTime() + budget.toNanos());
  }

  boolean spent() {
    return left().compareTo(SHORTEST) < 0;
  }

  /** What is left, at most this, and long enough to be a timeout. */
  Duration atMost(Duration most) {
    Duration left = spent() ? SHORTEST : left();
    return left.compareTo(most) < 0 ? left : most;
  }

  private Duration left() {
    return Duration.ofNanos(end - System.nanoTime());
  }
}
