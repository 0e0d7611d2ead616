package dev.slipway.bench.figure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Durations of one thing measured many times, in the order of measuring; safe for every thread. */
public final class Samples {

  private static final double NANOS_PER_MILLI = 1_000_000;

  private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());

  public Samples() {}

  /** Samples that were taken elsewhere, in nanoseconds. */
  public static Samples ofNanos(long... nanos) {
    Samples samples = new Samples();
    for (long each : nanos) {
      samples.add(each);
    }
    return samples;
  }

  /**
   * Adds one.
   *
   * @param nanos how long it took, in nanoseconds
   */
  public void add(long nanos) {
    this.nanos.add(nanos);
  }

  public int count() {
    return nanos.size();
  }

  public double median() {
    return percentile(50);
  }

  /**
   * The smallest sample that is not exceeded by at least {@code percent} of all (nearest rank), in
   * milliseconds.
   *
   * @param percent above 0 and up to 100
   * @throws IllegalStateException if nothing was measured
   */
  public double percentile(double percent) {
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException("A percentile is above 0 and up to 100: " + percent);
    }
    long[] sorted = sorted();
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(0, rank - 1)] / NANOS_PER_MILLI;
  }

  public double least() {
    return sorted()[0] / NANOS_PER_MILLI;
  }

  public double most() {
    return percentile(100);
  }

  /** This median by the other's: below 1, this is faster. */
  public double ratioTo(Samples other) {
    return median() / other.median();
  }

  /** Every sample in milliseconds, in the order of measuring. */
  public List<Double> millis() {
    synchronized (nanos) {
      return nanos.stream().map(each -> each / NANOS_PER_MILLI).toList();
    }
  }

  private long[] sorted() {
    synchronized (nanos) {
      if (nanos.isEmpty()) {
        throw new IllegalStateException("Nothing was measured");
      }
      return nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    }
  }
}
