package dev.slipway.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.server.Eventually;
import dev.slipway.e2e.world.Needs;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The disk of the server itself, with its PostgreSQL, runs full while a release is under way;
 * mounting a small one takes root.
 */
@Needs("containers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FullServerDiskTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration IN_THE_END = Duration.ofMinutes(2);

  private final Path data;
  private final ChaosWorld world;
  private final Target target;
  private final Desk desk;
  private final TargetRuns runs;

  FullServerDiskTest(@TempDir(cleanup = CleanupMode.NEVER) Path directory) throws Exception {
    data = Files.createDirectory(directory.resolve("data"));
    world = worldOnASmallDisk(directory, data);
    target = world.target(0);
    desk = world.desk();
    runs = new TargetRuns(desk, target, SOON, IN_THE_END);
  }

  @AfterAll
  void leave() throws Exception {
    try {
      world.close();
    } finally {
      unmount(data);
    }
  }

  private static ChaosWorld worldOnASmallDisk(Path directory, Path data) throws Exception {
    String classPath = Files.readString(Path.of("target", "server.classpath")).strip();
    run("mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", data.toString());
    try {
      return ChaosWorld.makeComplete(
          new Launch(classPath, Path.of("target", "server.jsa")), directory);
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      unmount(data);
      throw e;
    }
  }

  private static void unmount(Path data) throws IOException, InterruptedException {
    run("umount", "-l", data.toString());
  }

  @AfterEach
  void free() throws IOException {
    Files.deleteIfExists(data.resolve("filler"));
    target.letGo();
  }

  @Test
  void aReleaseGoesOnWhenThereIsRoomAgain() throws Exception {
    // given
    target.hold();
    long run = runs.release("slow");
    runs.builds(run);
    // when
    fill();
    HttpResponse<String> health =
        Eventually.get(
            "the server says that its disk is full",
            SOON,
            () ->
                Optional.of(desk.ask("/actuator/health", Duration.ofSeconds(5)))
                    .filter(answer -> answer.statusCode() == 503));
    target.letGo();
    Eventually.hold("the log says so as well", SOON, () -> log().contains("is full ("));
    free();
    // then
    assertThat(health.body()).contains("\"diskSpace\":{\"status\":\"DOWN\"}");
    assertThatItIsLiveAndNothingIsLost(run);
  }

  @Test
  void aPostgresqlThatEndsWhileThereIsNoRoomIsStartedAgain() throws Exception {
    // given
    target.hold();
    long run = runs.release("slow");
    runs.builds(run);
    fill();
    // when
    world.database().crash();
    Eventually.hold(
        "the server starts PostgreSQL again",
        SOON,
        () -> log().contains("has ended; starting it again"));
    target.letGo();
    free();
    // then
    assertThatItIsLiveAndNothingIsLost(run);
  }

  private void assertThatItIsLiveAndNothingIsLost(long run) throws Exception {
    JsonNode ended = runs.ended(run);
    assertThat(ended.path("outcome").asString("")).as(ended.toString()).isEqualTo("live");
    assertThat(world.violations(run)).isEmpty();
  }

  private String log() throws IOException {
    return Files.readString(world.server().log());
  }

  /** Writes until nothing more fits. */
  private void fill() throws IOException, InterruptedException {
    new ProcessBuilder("dd", "if=/dev/zero", "of=" + data.resolve("filler"), "bs=4k")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(List.of(command) + ": " + output);
    }
  }
}
