package dev.slipway.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.server.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A build that writes and writes, under a server with little memory. In the suite it writes 80 MiB,
 * which is more than once was kept; {@code -De2e.log.megabytes=1024} makes it a gigabyte.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeLogTest {

  private static final long LINES = Long.getLong("e2e.log.megabytes", 80) * 1024 * 1024 / 100;
  private static final long MEBIBYTE = 1024 * 1024;
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration IN_THE_END = Duration.ofMinutes(10);
  private static final Pattern NUMBERED = Pattern.compile("(\\d{10}) the quick brown fox");
  private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ChaosWorld world;
  private final Target target;
  private final Desk desk;
  private final TargetRuns runs;

  LargeLogTest(@TempDir(cleanup = CleanupMode.NEVER) Path directory) throws Exception {
    String classPath = Files.readString(Path.of("target", "server.classpath")).strip();
    Launch launch =
        new Launch(classPath, Path.of("target", "server.jsa"), List.of("-Xmx256m"), Map.of());
    world = ChaosWorld.make(launch, directory);
    target = world.target(0);
    desk = world.desk();
    runs = new TargetRuns(desk, target, SOON, IN_THE_END);
  }

  @AfterAll
  void leave() throws IOException {
    world.close();
  }

  @Test
  void isKeptWholeAndFollowedLiveWithoutFillingTheHeap() throws Exception {
    // given
    target.say(LINES);
    long before = heap();
    // when
    long begun = System.nanoTime();
    long run = runs.release("endless");
    CompletableFuture<Tail> follower =
        CompletableFuture.supplyAsync(() -> follow(run), task -> Thread.ofVirtual().start(task));
    long seen =
        Eventually.get(
            "lines of the build can be read",
            SOON,
            () -> Optional.of(newest(run)).filter(n -> n > 0));
    boolean building = desk.get("/api/runs/" + run).path("endedAt").isNull();
    long during = heap();
    long asked = System.nanoTime();
    long later = newest(run);
    long page = System.nanoTime() - asked;
    JsonNode ended = runs.ended(run);
    long wrote = System.nanoTime() - begun;
    Tail tail = follower.get(IN_THE_END.toSeconds(), TimeUnit.SECONDS);
    long followed = System.nanoTime() - begun;
    long downloading = System.nanoTime();
    long downloaded = download(run);
    long download = System.nanoTime() - downloading;
    long after = heap();
    // then
    System.out.printf(
        "%d MiB of log: released in %.1f s (%.1f MiB/s), followed to its end after %.1f s, median"
            + " of %d ms behind, at most %d ms; a page of the tail in %d ms; downloaded in %.1f s;"
            + " live heap %d MiB before, %d during, %d after%n",
        LINES * 100 / MEBIBYTE,
        wrote / 1e9,
        LINES * 100.0 / MEBIBYTE / (wrote / 1e9),
        followed / 1e9,
        tail.median(),
        tail.most(),
        page / 1_000_000,
        download / 1e9,
        before / MEBIBYTE,
        during / MEBIBYTE,
        after / MEBIBYTE);
    assertThat(ended.path("outcome").asString("")).as(ended.toString()).isEqualTo("live");
    assertThat(building).isTrue();
    assertThat(later).isGreaterThanOrEqualTo(seen);
    assertThat(tail.last()).isEqualTo(LINES);
    assertThat(downloaded).isEqualTo(LINES);
    assertThat(during - before).isLessThan(64 * MEBIBYTE);
    assertThat(after - before).isLessThan(32 * MEBIBYTE);
    assertThat(world.violations(run)).isEmpty();
  }

  /**
   * What somebody has seen who followed a log to its end.
   *
   * @param last the number of the last line
   * @param delays how many milliseconds after the worker they saw some of the lines, sorted
   */
  private record Tail(long last, List<Long> delays) {

    long median() {
      return delays.get(delays.size() / 2);
    }

    long most() {
      return delays.getLast();
    }
  }

  /**
   * As a page does that shows the end of a log: every line after the one before, or after a gap.
   */
  private Tail follow(long run) {
    long number = 0;
    boolean afterGap = false;
    List<Long> delays = new ArrayList<>();
    try (Stream<String> events = desk.tail(run)) {
      Iterator<String> lines = events.iterator();
      while (number < LINES) {
        String line = lines.next();
        afterGap |= line.equals("event:gap");
        Matcher numbered = NUMBERED.matcher(line);
        if (!numbered.find()) {
          continue;
        }
        long next = Long.parseLong(numbered.group(1));
        assertThat(next).isGreaterThan(number);
        assertThat(afterGap || next == number + 1).isTrue();
        afterGap = false;
        number = next;
        if (number % 1_000 == 0) {
          Instant at =
              Instant.parse(
                  JSON.readTree(line.substring("data:".length())).path("at").asString(""));
          delays.add(Duration.between(at, Instant.now()).toMillis());
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    delays.sort(null);
    return new Tail(number, delays);
  }

  /** The number of the newest line of the build; 0 if there is none yet. */
  private long newest(long run) throws IOException, InterruptedException {
    JsonNode lines =
        desk.get("/api/runs/" + run + "/log?limit=1000&before=" + Long.MAX_VALUE).path("lines");
    Matcher numbered = NUMBERED.matcher(lines.path(lines.size() - 1).path("text").asString(""));
    return numbered.find() ? Long.parseLong(numbered.group(1)) : 0;
  }

  /** How many lines of the build are in the file, each in its place. */
  private long download(long run) throws IOException, InterruptedException {
    long number = 0;
    try (Stream<String> file = desk.download("/api/runs/" + run + "/log/download")) {
      for (String line : (Iterable<String>) file::iterator) {
        Matcher numbered = NUMBERED.matcher(line);
        if (numbered.find()) {
          number++;
          assertThat(Long.parseLong(numbered.group(1))).isEqualTo(number);
        }
      }
    }
    return number;
  }

  /** The bytes of what the server still needs: what it does not is collected first. */
  private long heap() throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(world.server().pid()),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher total = TOTAL.matcher(said);
    if (jcmd.waitFor() != 0 || !total.find()) {
      throw new IOException("The server does not tell of its heap: " + said);
    }
    return Long.parseLong(total.group(1));
  }
}
