package dev.slipway.bench.chaos;

import dev.slipway.bench.figure.Result;
import dev.slipway.bench.figure.Samples;
import dev.slipway.bench.figure.Table;
import dev.slipway.bench.figure.Verdict;
import dev.slipway.bench.machine.BenchException;
import dev.slipway.e2e.chaos.ChaosWorld;
import dev.slipway.e2e.chaos.Launch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The measurement {@code chaos}: plays one seed after the other and stops at the first that breaks
 * a promise, for what it leaves behind would be held against the next.
 */
public final class Chaos {

  private static final String NAME = "chaos";
  private static final String GOAL = "no promise broken";
  private static final String CLASS_PATH = "launcher.engine-class-path";
  private static final String ARCHIVES = "launcher.archives";

  private final Path directory;
  private final long first;
  private final int seeds;
  private final PrintWriter out;

  /**
   * @param directory an empty directory
   * @param first the first seed
   * @param seeds how many are played
   */
  public Chaos(Path directory, long first, int seeds, PrintWriter out) {
    this.directory = directory;
    this.first = first;
    this.seeds = seeds;
    this.out = out;
  }

  public Result measure() throws BenchException, InterruptedException {
    Launch launch = launch(directory);
    List<dev.slipway.e2e.chaos.Verdict> played = new ArrayList<>();
    try (ChaosWorld world = ChaosWorld.make(launch, directory)) {
      for (long seed = first; seed < first + seeds; seed++) {
        var verdict = world.play(seed);
        played.add(verdict);
        out.println(verdict.line());
        if (!verdict.violations().isEmpty()) {
          out.println(verdict.schedule());
          break;
        }
      }
    } catch (IOException e) {
      throw new BenchException("Chaos cannot be played: " + e.getMessage(), e);
    }
    return result(played, seeds);
  }

  /** The server as the launcher starts it. */
  static Launch launch(Path directory) {
    return Launch.asLaunched(
        System.getProperty(CLASS_PATH, System.getProperty("java.class.path", "")),
        Path.of(System.getProperty(ARCHIVES, directory.toString())));
  }

  static Result result(List<dev.slipway.e2e.chaos.Verdict> played, int wanted) {
    Samples times = new Samples();
    Map<String, Long> outcomes = new TreeMap<>();
    List<String> broken = new ArrayList<>();
    int holds = 0;
    for (var verdict : played) {
      times.add(verdict.took().toNanos());
      verdict.outcomes().forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
      holds += verdict.holds().size();
      verdict.violations().forEach(each -> broken.add("seed " + verdict.seed() + ": " + each));
    }
    Table table = new Table().row("outcome", "runs");
    outcomes.forEach((outcome, count) -> table.row(outcome, Long.toString(count)));
    List<String> lines = new ArrayList<>();
    lines.add("chaos: releases, rollbacks and cancels under kills, pauses, cuts and crashes");
    lines.addAll(table.lines());
    lines.add("steps held for a person: " + holds);
    lines.addAll(broken);
    return new Result(
        new Verdict(
            NAME,
            played.size() + " of " + wanted + " seeds, " + broken.size() + " promises broken",
            GOAL,
            broken.isEmpty() && played.size() == wanted),
        lines,
        Map.of("seed", times),
        Map.of(),
        List.of());
  }
}
