package dev.slipway.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.server.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The machine of the server and of its PostgreSQL has its clock set while a release is under way.
 * Debian's package {@code faketime} sets it for these processes alone.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClockTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration IN_THE_END = Duration.ofMinutes(2);

  private final Path offset;
  private final ChaosWorld world;
  private final Target target;
  private final Desk desk;
  private final TargetRuns runs;

  ClockTest(@TempDir(cleanup = CleanupMode.NEVER) Path directory) throws Exception {
    offset = directory.resolve("clock");
    set("+0");
    String classPath = Files.readString(Path.of("target", "server.classpath")).strip();
    Launch launch =
        new Launch(
            classPath,
            Path.of("target", "server.jsa"),
            List.of(),
            Map.of(
                "LD_PRELOAD",
                library().toString(),
                "FAKETIME_TIMESTAMP_FILE",
                offset.toString(),
                // How long, in seconds, a process may take to see that it was set.
                "FAKETIME_CACHE_DURATION",
                "1",
                // Only the clock that people set; and waits by the other one as they are.
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0"));
    world = ChaosWorld.makeComplete(launch, directory);
    target = world.target(0);
    desk = world.desk();
    runs = new TargetRuns(desk, target, SOON, IN_THE_END);
  }

  @AfterAll
  void leave() throws IOException {
    world.close();
  }

  @AfterEach
  void putRight() throws IOException {
    target.letGo();
  }

  /** The second goes on from where the first has left the clock, so it is set two hours back. */
  @ParameterizedTest
  @ValueSource(strings = {"+7200", "+0"})
  void aReleaseGoesOnWhenTheClockIsSet(String to) throws Exception {
    // given
    target.hold();
    long run = runs.release("slow");
    Eventually.hold(
        "the build command of run " + run + " runs",
        SOON,
        () ->
            Replay.of(target.ledger().entries()).built(runs.view(run).path("release").asString(""))
                == 1);
    Instant before = clock();
    // when
    set(to);
    Eventually.hold(
        "the build has been kept by the clock as it is now",
        SOON,
        () -> !renewals(run, before).isEmpty());
    target.letGo();
    JsonNode ended = runs.ended(run);
    // then
    assertThat(ended.path("outcome").asString("")).as(ended.toString()).isEqualTo("live");
    assertThat(ended.path("tasks")).isEmpty();
    assertThat(Replay.of(target.ledger().entries()).built(ended.path("release").asString("")))
        .isEqualTo(1);
    assertThat(
            world
                .database()
                .rows(
                    "select key, attempt, result from slipway.step_attempt where result <> 'done'"
                        + " and key in (select key from slipway.step where run = "
                        + run
                        + ")"))
        .isEmpty();
    assertThat(
            world.database().rows("select key from slipway.step where fence > 1 and run = " + run))
        .isEmpty();
  }

  /** Steps of the run whose lock was written by a clock that is far from this one. */
  private List<String> renewals(long run, Instant before) throws IOException {
    return world
        .database()
        .rows(
            "select key from slipway.step where state = 'running' and run = "
                + run
                + " and abs(extract(epoch from locked_until - '"
                + before
                + "'::timestamptz)) > 3600");
  }

  private Instant clock() throws IOException {
    return Instant.parse(
        world
            .database()
            .rows(
                "select to_char(clock_timestamp() at time zone 'UTC',"
                    + " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")
            .getFirst());
  }

  /** Sets the clock, in one moment. */
  private void set(String seconds) throws IOException {
    Path next = offset.resolveSibling("clock.next");
    Files.writeString(next, seconds + "\n");
    Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path library() throws IOException {
    try (Stream<Path> found =
        Files.find(
            Path.of("/usr/lib"), 4, (path, is) -> path.endsWith("faketime/libfaketime.so.1"))) {
      return found
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "libfaketime is missing; on Debian and Ubuntu: apt-get install faketime"));
    }
  }
}
