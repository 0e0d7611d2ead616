package dev.slipway.bench.figure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a measurement found.
 *
 * @param lines for people, above the verdict
 * @param samples everything that was measured, by name
 * @param ratios of medians, by name
 * @param leftOut what was not measured and why
 */
public record Result(
    Verdict verdict,
    List<String> lines,
    Map<String, Samples> samples,
    Map<String, Double> ratios,
    List<String> leftOut) {

  public Result {
    lines = List.copyOf(lines);
    samples = Collections.unmodifiableMap(new LinkedHashMap<>(samples));
    ratios = Collections.unmodifiableMap(new LinkedHashMap<>(ratios));
    leftOut = List.copyOf(leftOut);
  }

  /** A measurement that could not be made; its goal counts as missed. */
  public static Result notMeasured(String name, String goal, String why) {
    return new Result(
        new Verdict(name, "not measured", goal, false),
        List.of(),
        Map.of(),
        Map.of(),
        List.of(why));
  }
}
