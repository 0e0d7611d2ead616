package dev.slipway.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.server.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The runs of one target, as a test asks for them and watches them.
 *
 * @param soon how long a run may take to come to a step
 * @param inTheEnd how long it may take to its end
 */
record TargetRuns(Desk desk, Target target, Duration soon, Duration inTheEnd) {

  long release(String ref) throws IOException, InterruptedException {
    return start("release", "ref", ref);
  }

  long rollBack(String release) throws IOException, InterruptedException {
    return start("rollback", "release", release);
  }

  private long start(String kind, String what, String which)
      throws IOException, InterruptedException {
    Desk.Answer answer =
        desk.post(
            "/api/runs",
            Map.of(
                "kind",
                kind,
                "application",
                target.application(),
                "environment",
                Target.ENVIRONMENT,
                what,
                which));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.body().path("run").asLong();
  }

  JsonNode view(long run) throws IOException, InterruptedException {
    return desk.get("/api/runs/" + run);
  }

  /** The id of the release that a run is about. */
  String releaseOf(long run) throws IOException, InterruptedException {
    return view(run).path("release").asString("");
  }

  /** Waits until a worker has a step of this topic in hand. */
  void reached(long run, String topic) throws IOException, InterruptedException {
    Eventually.hold(
        "run " + run + " performs " + topic,
        soon,
        () ->
            view(run)
                .path("steps")
                .valueStream()
                .anyMatch(
                    step ->
                        step.path("topic").asString("").equals(topic)
                            && step.path("state").asString("").equals("running")));
  }

  /** Waits until the build command has begun on the host. */
  void builds(long run) throws IOException, InterruptedException {
    Eventually.hold(
        "the build command of run " + run + " runs",
        soon,
        () -> Replay.of(target.ledger().entries()).built(releaseOf(run)) == 1);
  }

  /** Waits until the migration has begun on the host. */
  void migrates(long run) throws IOException, InterruptedException {
    Eventually.hold(
        "the migration of run " + run + " runs",
        soon,
        () -> Replay.of(target.ledger().entries()).migrated(releaseOf(run)) == 1);
  }

  JsonNode ended(long run) throws IOException, InterruptedException {
    return Eventually.get(
        "run " + run + " has ended",
        inTheEnd,
        () -> Optional.of(view(run)).filter(view -> !view.path("endedAt").isNull()));
  }

  /** Waits until a run has ended or is held for a person. */
  JsonNode settled(long run) throws IOException, InterruptedException {
    return Eventually.get(
        "run " + run + " has ended or is held",
        inTheEnd,
        () ->
            Optional.of(view(run))
                .filter(
                    view ->
                        !view.path("endedAt").isNull()
                            || view.path("status").asString("").equals("held")));
  }
}
