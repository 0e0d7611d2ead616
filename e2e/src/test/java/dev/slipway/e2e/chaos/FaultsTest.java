package dev.slipway.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One fault at a time, each for as long as it takes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration IN_THE_END = Duration.ofMinutes(3);
  private static final Duration A_MINUTE = Duration.ofSeconds(60);

  private final ChaosWorld world;
  private final Target target;
  private final Desk desk;
  private final TargetRuns runs;

  FaultsTest(@TempDir(cleanup = CleanupMode.NEVER) Path directory) throws Exception {
    String classPath = Files.readString(Path.of("target", "server.classpath")).strip();
    world = ChaosWorld.make(new Launch(classPath, Path.of("target", "server.jsa")), directory);
    target = world.target(0);
    desk = world.desk();
    runs = new TargetRuns(desk, target, SOON, IN_THE_END);
  }

  @AfterAll
  void leave() throws IOException {
    world.close();
  }

  @AfterEach
  void mend() throws IOException {
    target.wire().mend();
    target.letGo();
  }

  @Test
  void aBuildGoesOnAfterAMinuteWithoutConnection() throws Exception {
    // given
    target.hold();
    long run = runs.release("slow");
    runs.builds(run);
    // when
    target.wire().cut();
    Thread.sleep(A_MINUTE);
    target.wire().mend();
    target.letGo();
    // then
    JsonNode ended = runs.ended(run);
    assertThat(outcome(ended)).as(ended.toString()).isEqualTo("live");
    assertThat(world.violations(run)).isEmpty();
  }

  @Test
  void aRunIsHeldWhenItsHostIsGoneAndGoesOnWhenItIsBack() throws Exception {
    // given
    target.hold();
    long run = runs.release("hesitant");
    runs.reached(run, "check-health");
    // when
    target.wire().cut();
    JsonNode held = runs.settled(run);
    JsonNode task = held.path("tasks").path(0);
    // then
    assertThat(held.path("status").asString("")).as(held.toString()).isEqualTo("held");
    assertThat(outcome(held)).isEqualTo("needs-human");
    assertThat(held.path("words").asString("")).contains("Connecting to chaos@127.0.0.1");
    assertThat(task.path("title").asString("")).contains("Stop the candidate");
    assertThat(task.path("body").asString("")).contains("See that the host is up");
    // when
    target.wire().mend();
    target.letGo();
    decide(task, "retry");
    // then
    JsonNode ended = runs.ended(run);
    assertThat(outcome(ended)).as(ended.toString()).isEqualTo("restored");
    assertThat(world.violations(run)).isEmpty();
  }

  @Test
  void aRunOutlivesAMinuteWithoutDatabase() throws Exception {
    // given
    target.hold();
    long run = runs.release("slow");
    runs.builds(run);
    // when
    world.database().crash();
    HttpResponse<String> answer = desk.ask("/api/runs/" + run, Duration.ofSeconds(3));
    Thread.sleep(A_MINUTE);
    HttpResponse<String> later = desk.ask("/api/runs", Duration.ofSeconds(3));
    world.database().recover();
    target.letGo();
    // then
    assertThat(List.of(answer, later))
        .allSatisfy(
            away -> {
              assertThat(away.statusCode()).as(away.body()).isEqualTo(503);
              assertThat(away.headers().firstValue("Content-Type").orElse(""))
                  .startsWith("application/problem+json");
              assertThat(away.headers().firstValueAsLong("Retry-After")).isPresent();
              assertThat(away.body()).contains("The database cannot be reached");
            });
    JsonNode ended = runs.ended(run);
    assertThat(outcome(ended)).as(ended.toString()).isEqualTo("live");
    assertThat(world.violations(run)).isEmpty();
  }

  @Test
  void aCommandThatIgnoresBeingAskedToEndIsKilled() throws Exception {
    // given
    long run = runs.release("stubborn");
    runs.builds(run);
    // when
    Desk.Answer cancelled =
        desk.post("/api/runs/" + run + "/cancel", Map.of("reason", "it does not end"));
    // then
    assertThat(cancelled.status()).isEqualTo(202);
    JsonNode ended = runs.ended(run);
    assertThat(outcome(ended)).as(ended.toString()).isEqualTo("cancelled");
    assertThat(runs("build.sh")).isFalse();
    assertThat(log(run)).anyMatch(line -> line.endsWith("stopped"));
    assertThat(world.violations(run)).isEmpty();
  }

  @Test
  void everyLineOfAVeryLoudCommandIsKept() throws Exception {
    // when
    JsonNode ended = runs.ended(runs.release("loud"));
    // then
    assertThat(outcome(ended)).as(ended.toString()).isEqualTo("live");
    assertThat(log(ended.path("run").asLong()))
        .containsSubsequence("1", "2", "99999", "199999", "200000")
        .hasSizeGreaterThanOrEqualTo(200_000);
  }

  private void decide(JsonNode task, String choice) throws IOException, InterruptedException {
    Desk.Answer answer =
        desk.post(
            "/api/tasks/" + task.path("id").asLong() + "/decision",
            Map.of("choice", choice, "reason", "the host is back"));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  private static String outcome(JsonNode run) {
    return run.path("outcome").asString("");
  }

  /** The texts of a run's log, without their times. */
  private Stream<String> log(long run) throws IOException, InterruptedException {
    return desk.download("/api/runs/" + run + "/log/download")
        .map(line -> line.replaceFirst("^.*\\s", ""));
  }

  private boolean runs(String command) throws IOException {
    return target.mark().processes().stream()
        .anyMatch(process -> process.info().commandLine().orElse("").contains(command));
  }
}
