package dev.slipway.e2e.chaos;

import dev.slipway.e2e.chaos.Schedule.Act;
import dev.slipway.e2e.chaos.Schedule.Wanted;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Asks for the runs of one application, as its story has it. */
final class Actor {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Desk desk;
  private final String application;
  private final Consumer<AskedRun> asked;

  /**
   * @param asked told of every run
   */
  Actor(Desk desk, String application, Consumer<AskedRun> asked) {
    this.desk = desk;
    this.application = application;
    this.asked = asked;
  }

  void play(List<Act> story) throws IOException, InterruptedException {
    for (Act act : story) {
      Thread.sleep(act.after());
      Optional<Long> run = begin(act);
      if (run.isEmpty()) {
        continue;
      }
      asked.accept(new AskedRun(run.get(), application, act));
      if (act.cancelAfter().isPresent()) {
        Thread.sleep(act.cancelAfter().get());
        cancel(run.get());
      }
      if (act.awaited()) {
        awaitEnd(run.get());
      }
    }
  }

  /** Whether the server has heard is not known when it dies meanwhile, so it is asked. */
  private Optional<Long> begin(Act act) throws IOException, InterruptedException {
    Optional<Long> before = desk.newestRun(application);
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < limit) {
      try {
        Desk.Answer answer = desk.post("/api/runs", wish(act));
        if (answer.status() == 201) {
          return Optional.of(answer.body().path("run").asLong());
        }
        if (answer.status() == 409) {
          return Optional.empty();
        }
        if (answer.status() < 500) {
          throw new IllegalStateException("A run was refused: " + answer);
        }
      } catch (IOException e) {
        Optional<Long> now = desk.newestRun(application);
        if (!now.equals(before)) {
          return now;
        }
      }
      Thread.sleep(LOOK);
    }
    throw new IOException("No run could be started within " + PATIENCE);
  }

  private Map<String, String> wish(Act act) throws IOException, InterruptedException {
    Map<String, String> wish = new TreeMap<>();
    wish.put("application", application);
    wish.put("environment", Target.ENVIRONMENT);
    List<String> earlier = act.wanted() == Wanted.ROLLBACK ? earlierReleases() : List.of();
    if (earlier.isEmpty()) {
      wish.put("kind", "release");
      wish.put("ref", Repository.ref(act.wanted(), act.pick()));
    } else {
      wish.put("kind", "rollback");
      wish.put("release", earlier.get(act.pick() % earlier.size()));
    }
    return wish;
  }

  private List<String> earlierReleases() throws IOException, InterruptedException {
    Stream<JsonNode> releases =
        desk.get("/api/applications/" + application + "/environments/" + Target.ENVIRONMENT)
            .path("releases")
            .valueStream();
    return releases
        .filter(release -> release.path("rollbackable").asBoolean(false))
        .map(release -> release.path("id").asString(""))
        .toList();
  }

  private void cancel(long run) throws InterruptedException {
    try {
      Desk.Answer unused =
          desk.post("/api/runs/" + run + "/cancel", Map.of("reason", "the schedule says so"));
    } catch (IOException e) {
      // Whether it was cancelled is seen in how it ends.
    }
  }

  private void awaitEnd(long run) throws IOException, InterruptedException {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (desk.get("/api/runs/" + run).path("endedAt").isNull() && System.nanoTime() < limit) {
      Thread.sleep(LOOK);
    }
  }
}
