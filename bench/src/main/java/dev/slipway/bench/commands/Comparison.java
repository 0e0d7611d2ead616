package dev.slipway.bench.commands;

import dev.slipway.bench.figure.Result;
import dev.slipway.bench.figure.Samples;
import dev.slipway.bench.figure.Table;
import dev.slipway.bench.figure.Verdict;
import dev.slipway.bench.figure.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Slipway's median by each other's, and whether that is good enough. */
final class Comparison {

  /**
   * Ten durable steps may cost no more than the connection they save: a script piped through a
   * fresh {@code ssh} is what one would do without any tool.
   */
  private static final double MOST = 1;

  static final String GOAL = "at most 1.0 x each";

  private Comparison() {}

  /**
   * Compares.
   *
   * @param samples of each contestant, {@link SlipwayContestant#NAME} among them
   */
  static Result of(Map<String, Samples> samples, List<String> leftOut) {
    Samples slipway = require(samples, SlipwayContestant.NAME);
    List<String> lines = new ArrayList<>();
    lines.add(
        "commands: ten trivial commands on a host over SSH; Slipway: a whole release, ten of its"
            + " durable steps with one command each");
    Table table = new Table().row("", "rounds", "median", "least", "most", "Slipway by this");
    Map<String, Double> ratios = new LinkedHashMap<>();
    List<String> figures = new ArrayList<>();
    boolean met = true;
    for (Map.Entry<String, Samples> entry : samples.entrySet()) {
      Samples each = entry.getValue();
      double ratio = slipway.ratioTo(each);
      row(table, entry.getKey(), each, ratio);
      if (isPeer(entry.getKey())) {
        ratios.put("Slipway / " + entry.getKey(), ratio);
        figures.add(Words.ratio(ratio) + " " + entry.getKey());
        met &= ratio <= MOST;
      }
    }
    lines.addAll(table.lines());
    Verdict verdict = new Verdict(Commands.NAME, String.join(", ", figures), GOAL, met);
    return new Result(verdict, lines, samples, ratios, leftOut);
  }

  private static boolean isPeer(String name) {
    return !name.equals(SlipwayContestant.NAME) && !name.equals(SlipwayContestant.COLD);
  }

  private static Samples require(Map<String, Samples> samples, String name) {
    Samples found = samples.get(name);
    if (found == null) {
      throw new IllegalArgumentException("There are no samples of " + name);
    }
    return found;
  }

  private static void row(Table table, String name, Samples samples, double ratio) {
    table.row(
        name,
        Integer.toString(samples.count()),
        Words.millis(samples.median()),
        Words.millis(samples.least()),
        Words.millis(samples.most()),
        name.equals(SlipwayContestant.NAME) ? "" : Words.ratio(ratio));
  }
}
