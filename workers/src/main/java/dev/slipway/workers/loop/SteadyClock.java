package dev.slipway.workers.loop;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Tells the time by a clock that nobody sets: right when it begins, and from there on as far ahead
 * as time has passed. For deadlines and waits, which must not end because the machine's clock was
 * put right; and for nothing that people read or that is kept, because it may be wrong when it
 * begins.
 */
public final class SteadyClock extends Clock {

  private final Instant begin;
  private final long beginNanos;
  private final ZoneId zone;

  /**
   * @param wall the clock it begins with
   */
  public SteadyClock(Clock wall) {
    this(wall.instant(), System.nanoTime(), wall.getZone());
  }

  private SteadyClock(Instant begin, long beginNanos, ZoneId zone) {
    this.begin = begin;
    this.beginNanos = beginNanos;
    this.zone = zone;
  }

  @Override
  public Instant instant() {
    return begin.plusNanos(System.nanoTime() - beginNanos);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new SteadyClock(begin, beginNanos, other);
  }
}
