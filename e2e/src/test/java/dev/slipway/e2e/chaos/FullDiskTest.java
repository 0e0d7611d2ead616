package dev.slipway.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.server.Eventually;
import dev.slipway.e2e.world.Needs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A host whose disk is full at the worst moments; mounting a small one takes root. */
@Needs("containers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FullDiskTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration IN_THE_END = Duration.ofMinutes(2);

  private final ChaosWorld world;
  private final Target target;
  private final Desk desk;
  private final TargetRuns runs;

  FullDiskTest(@TempDir(cleanup = CleanupMode.NEVER) Path directory) throws Exception {
    String classPath = Files.readString(Path.of("target", "server.classpath")).strip();
    world = ChaosWorld.make(new Launch(classPath, Path.of("target", "server.jsa")), directory);
    target = world.target(0);
    desk = world.desk();
    runs = new TargetRuns(desk, target, SOON, IN_THE_END);
    Path root = target.root();
    Path copy = root.resolveSibling("copy");
    run("cp", "-a", root.toString(), copy.toString());
    run("mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", root.toString());
    run("cp", "-a", copy + "/.", root.toString());
  }

  @AfterAll
  void leave() throws Exception {
    run("umount", "-l", target.root().toString());
    world.close();
  }

  @AfterEach
  void free() throws IOException {
    Files.deleteIfExists(target.root().resolve("filler"));
    target.letGo();
  }

  @Test
  void aReleaseIsRefusedBeforeAnythingIsWritten() throws Exception {
    // given
    fill();
    // when
    JsonNode ended = runs.settled(runs.release("good-2"));
    // then
    assertRestored(ended);
    assertThat(ended.path("failure").path("why").asString("")).containsIgnoringCase("free");
    assertThatTheNextReleaseWorks();
  }

  @Test
  void aBuildThatFindsTheDiskFullLeavesNothingBehind() throws Exception {
    // given
    target.hold();
    long run = runs.release("filling");
    Eventually.hold(
        "the build runs",
        SOON,
        () ->
            Replay.of(target.ledger().entries()).built(runs.view(run).path("release").asString(""))
                == 1);
    // when
    fill();
    target.letGo();
    JsonNode ended = runs.settled(run);
    // then
    assertRestored(ended);
    assertThat(ended.path("failure").path("why").asString("")).contains("ended with status 1");
    assertThatTheNextReleaseWorks();
  }

  @Test
  void aStartThatFindsTheDiskFullLeavesTheOldVersionServing() throws Exception {
    // given
    target.hold();
    long run = runs.release("slow-to-migrate");
    Eventually.hold(
        "the migration runs",
        SOON,
        () ->
            Replay.of(target.ledger().entries())
                    .migrated(runs.view(run).path("release").asString(""))
                == 1);
    // when
    fill();
    target.letGo();
    JsonNode ended = runs.settled(run);
    // then
    assertRestored(ended);
    assertThatTheNextReleaseWorks();
  }

  private void assertRestored(JsonNode run) throws Exception {
    assertThat(run.path("outcome").asString("")).as(run.toString()).isEqualTo("restored");
    free();
    assertThat(world.violations(run.path("run").asLong())).isEmpty();
  }

  private void assertThatTheNextReleaseWorks() throws Exception {
    JsonNode next = runs.settled(runs.release("good-1"));
    assertThat(next.path("outcome").asString("")).as(next.toString()).isEqualTo("live");
  }

  /** Writes until nothing more fits. */
  private void fill() throws IOException, InterruptedException {
    Path filler = target.root().resolve("filler");
    new ProcessBuilder("dd", "if=/dev/zero", "of=" + filler, "bs=4k")
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
