package dev.slipway.bench.chaos;

import dev.slipway.bench.figure.Result;
import dev.slipway.bench.figure.Samples;
import dev.slipway.bench.figure.Table;
import dev.slipway.bench.figure.Verdict;
import dev.slipway.bench.figure.Words;
import dev.slipway.bench.machine.BenchException;
import dev.slipway.e2e.chaos.ChaosWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The measurement {@code recovery}: kills the server in the middle of releases and starts it again
 * at once; timed from the kill until a step of the run was taken in hand again, or ended.
 */
public final class Recoveries {

  private static final String NAME = "recovery";
  private static final double GOAL_MILLIS = 5_000;

  private final Path directory;
  private final long seed;
  private final int kills;

  /**
   * @param directory an empty directory
   * @param seed decides when the server is killed
   */
  public Recoveries(Path directory, long seed, int kills) {
    this.directory = directory;
    this.seed = seed;
    this.kills = kills;
  }

  public Result measure() throws BenchException, InterruptedException {
    try (ChaosWorld world = ChaosWorld.make(Chaos.launch(directory), directory)) {
      return result(world.recoveries(kills, seed));
    } catch (IOException e) {
      throw new BenchException("Recovery cannot be measured: " + e.getMessage(), e);
    }
  }

  static Result result(List<Duration> recoveries) {
    Samples samples = new Samples();
    recoveries.forEach(each -> samples.add(each.toNanos()));
    Table table =
        new Table()
            .row("", "kills", "p50", "p95", "longest")
            .row(
                "kill -9 → the run's next progress",
                Integer.toString(samples.count()),
                Words.millis(samples.median()),
                Words.millis(samples.percentile(95)),
                Words.millis(samples.percentile(100)));
    Verdict verdict =
        new Verdict(
            NAME,
            "p95 " + Words.millis(samples.percentile(95)),
            Words.millis(GOAL_MILLIS),
            samples.percentile(95) <= GOAL_MILLIS);
    return new Result(verdict, table.lines(), Map.of("recovery", samples), Map.of(), List.of());
  }
}
