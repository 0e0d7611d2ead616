package dev.slipway.bench.figure;

/**
 * Whether a measurement met its goal.
 *
 * @param name of the measurement
 * @param figure what was measured, in words
 * @param goal what was wanted, in words
 */
public record Verdict(String name, String figure, String goal, boolean met) {

  /** The last line of a measurement: {@code handoff: p50 1.8 ms, goal 2 ms, met}. */
  public String line() {
    return name + ": " + figure + ", goal " + goal + ", " + (met ? "met" : "missed");
  }
}
