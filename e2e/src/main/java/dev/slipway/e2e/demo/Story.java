package dev.slipway.e2e.demo;

import dev.slipway.e2e.sample.SampleVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The five runs: two good versions, one that fails its health check, one that fails a page once it
 * serves, and the way back to the first.
 */
final class Story {

  private static final String LIVE = "live";
  private static final String RESTORED = "restored";
  private static final int RUNS = 5;

  private final EngineApi api;
  private final Load load;
  private final Console console;
  private final List<RunResult> results = new ArrayList<>();

  Story(EngineApi api, Load load, Console console) {
    this.api = api;
    this.load = load;
    this.console = console;
  }

  List<RunResult> results() {
    return List.copyOf(results);
  }

  boolean complete() {
    return results.size() == RUNS;
  }

  /**
   * Plays until the end, or until a run goes otherwise than it must: the rest would mean nothing.
   */
  void play() throws DemoException, InterruptedException {
    if (!release(SampleVersion.V1, LIVE, "1.0.0")) {
      return;
    }
    console.line("");
    console.line("From here on %d requests a second go to Harbour.".formatted(Load.PER_SECOND));
    load.start();
    if (release(SampleVersion.V2, LIVE, "2.0.0")
        && release(SampleVersion.V3, RESTORED, "2.0.0")
        && release(SampleVersion.V4, RESTORED, "2.0.0")) {
      rollBack();
    }
  }

  private boolean release(SampleVersion version, String expected, String serves)
      throws DemoException, InterruptedException {
    console.line("");
    console.line("Release %s: %s".formatted(version.tag(), version.subject()));
    LoadCount before = load.count();
    RunView run = new RunFollower(api, console).follow(api.release(version.tag()));
    return conclude("release " + version.tag(), expected, serves, run, before);
  }

  private void rollBack() throws DemoException, InterruptedException {
    RunView first = results.getFirst().run();
    String release = Objects.requireNonNullElse(first.release(), "");
    console.line("");
    console.line("Roll back to release %s, which is v1".formatted(release));
    LoadCount before = load.count();
    RunView run = new RunFollower(api, console).follow(api.rollBack(release));
    load.stop();
    boolean unused = conclude("roll back to v1", LIVE, "1.0.0", run, before);
  }

  private boolean conclude(
      String what, String expected, String serves, RunView run, LoadCount before)
      throws InterruptedException {
    String version = load.servingVersion();
    RunResult result =
        new RunResult(what, expected, serves, run, version, load.count().since(before));
    results.add(result);
    console.line(
        "  %6s  %s: %s".formatted(Words.seconds(run.took()), run.outcomeOrStatus(), run.words()));
    return result.run().outcomeOrStatus().equals(expected);
  }
}
