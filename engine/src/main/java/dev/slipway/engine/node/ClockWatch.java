package dev.slipway.engine.node;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Watches the database's clock by one that nobody sets. Once it was set, locks and heartbeats look
 * as if they had run out, or as if they held for hours; those who live need a moment to renew
 * theirs by the clock as it is now.
 */
@Component
public class ClockWatch {

  private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
  private static final long SAMPLE_NANOS = Duration.ofSeconds(1).toNanos();

  /** Between two looks no clock that is only adjusted gets that far off. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final Supplier<OffsetDateTime> database;
  private final LongSupplier nanos;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Sample last;

  @Autowired
  ClockWatch(JdbcClient jdbc) {
    this(
        () -> jdbc.sql("select clock_timestamp()").query(OffsetDateTime.class).single(),
        System::nanoTime);
  }

  /**
   * @param database asks the database for its time
   * @param nanos tells how time passes, as {@link System#nanoTime()} does
   */
  ClockWatch(Supplier<OffsetDateTime> database, LongSupplier nanos) {
    this.database = database;
    this.nanos = nanos;
  }

  /**
   * What the database told.
   *
   * @param nanos when it was heard
   * @param wasSet when the clock was last found to have been set, if ever
   */
  private record Sample(long nanos, OffsetDateTime at, @Nullable Long wasSet) {}

  /**
   * Whether what has run out may be taken for that of the dead.
   *
   * @param trusted whether everybody has had time to renew since the clock was set, if ever
   * @param floor the earliest that the clock can tell just now; one that is before it was set back
   *     since
   * @param horizon the latest that the clock can tell just now; one that is past it was set ahead
   *     since
   */
  public record Trust(boolean trusted, OffsetDateTime floor, OffsetDateTime horizon) {}

  /**
   * Looks at the clock.
   *
   * @param settle how long everybody needs to renew what they have
   */
  public Trust look(Duration settle) {
    Sample known = newest();
    long now = nanos.getAsLong();
    Long wasSet = known.wasSet();
    boolean trusted = wasSet == null || now - wasSet >= settle.toNanos();
    OffsetDateTime expected = known.at().plusNanos(now - known.nanos());
    return new Trust(trusted, expected.minus(TOLERANCE), expected.plus(TOLERANCE));
  }

  /**
   * Only the very first look waits for another's. Who looks may have a connection that whoever asks
   * is waiting for, and an older sample is as good: what is expected of the clock goes on from it.
   */
  private Sample newest() {
    Sample known = last;
    if (known == null) {
      asking.lock();
      try {
        return renewed();
      } finally {
        asking.unlock();
      }
    }
    if (fresh(known) || !asking.tryLock()) {
      return known;
    }
    try {
      return renewed();
    } finally {
      asking.unlock();
    }
  }

  private Sample renewed() {
    Sample known = last;
    if (known != null && fresh(known)) {
      return known;
    }
    Sample next = sample(known);
    last = next;
    return next;
  }

  private boolean fresh(Sample sample) {
    return nanos.getAsLong() - sample.nanos() < SAMPLE_NANOS;
  }

  private Sample sample(@Nullable Sample before) {
    long asked = nanos.getAsLong();
    OffsetDateTime told = database.get();
    long heard = nanos.getAsLong();
    Long wasSet = null;
    if (before != null) {
      wasSet = before.wasSet();
      Duration passed = Duration.between(before.at(), told);
      Duration least = Duration.ofNanos(asked - before.nanos()).minus(TOLERANCE);
      Duration most = Duration.ofNanos(heard - before.nanos()).plus(TOLERANCE);
      if (passed.compareTo(least) < 0 || passed.compareTo(most) > 0) {
        Duration set = passed.minusNanos(heard - before.nanos());
        LOG.warn(
            "The database's clock was set {} by {} s; whoever has a step or a name keeps it",
            set.isNegative() ? "back" : "ahead",
            set.abs().toSeconds());
        wasSet = heard;
      }
    }
    return new Sample(heard, told, wasSet);
  }
}
