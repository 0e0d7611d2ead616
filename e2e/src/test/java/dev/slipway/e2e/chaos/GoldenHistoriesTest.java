package dev.slipway.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.slipway.e2e.server.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A database as an earlier version left it (written by {@code pg_dump}, without accounts), under
 * today's server: what it tells of the past must stay readable for ever.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenHistoriesTest {

  private static final String HISTORIES = "histories-of-schema-3.sql.gz";

  private final Database database;
  private final Server server;
  private final Desk desk;

  GoldenHistoriesTest(@TempDir(cleanup = CleanupMode.NEVER) Path directory) throws Exception {
    database = Database.start(Files.createDirectory(directory.resolve("database")));
    database.execute(histories());
    String classPath = Files.readString(Path.of("target", "server.classpath")).strip();
    Launch launch = new Launch(classPath, Path.of("target", "server.jsa"));
    server = new Server(launch, directory, database);
    Files.createDirectories(server.applications());
    server.start();
    desk = new Desk(server.address(), server.token());
  }

  @AfterAll
  void leave() throws IOException {
    server.close();
    database.close();
  }

  @Test
  void everyOutcomeIsStillKnown() throws Exception {
    // when
    Map<Long, String> outcomes = new TreeMap<>();
    desk.get("/api/runs")
        .path("runs")
        .forEach(
            run ->
                outcomes.put(
                    run.path("run").asLong(),
                    run.path("kind").asString("") + " " + run.path("outcome").asString("")));
    // then
    assertThat(outcomes)
        .containsExactly(
            entry(1L, "release live"),
            entry(2L, "release restored"),
            entry(3L, "release live"),
            entry(4L, "rollback live"),
            entry(5L, "release restored"),
            entry(6L, "release cancelled"),
            entry(7L, "release rejected"));
  }

  @Test
  void everyStepIsStillTold() throws Exception {
    for (long number = 1; number <= 7; number++) {
      // when
      JsonNode run = desk.get("/api/runs/" + number);
      // then
      assertThat(run.path("words").asString("")).isNotBlank();
      assertThat(run.path("steps"))
          .isNotEmpty()
          .allSatisfy(
              step -> {
                assertThat(step.path("title").asString("")).isNotBlank();
                assertThat(step.path("attempts")).isNotEmpty();
                assertThat(step.path("endedAt").isNull()).isFalse();
              });
    }
  }

  @Test
  void aRunIsStillShownOnTheModelThatItWentThrough() throws Exception {
    for (long number = 1; number <= 7; number++) {
      // when
      JsonNode diagrams = desk.get("/api/runs/" + number).path("diagrams");
      // then
      assertThat(diagrams).isNotEmpty();
      for (JsonNode diagram : diagrams) {
        String xml = diagram(number, diagram.path("process").asString(""));
        assertThat(diagram.path("version").asInt()).isEqualTo(1);
        assertThat(diagram.path("passed"))
            .isNotEmpty()
            .allSatisfy(element -> assertThat(xml).contains("id=\"" + element.asString("") + "\""));
      }
    }
  }

  @Test
  void whatFailedIsStillExplained() throws Exception {
    // when
    JsonNode failure = desk.get("/api/runs/5").path("failure");
    // then
    assertThat(failure.path("why").asString("")).contains("/page");
    assertThat(failure.path("next").asString("")).isNotBlank();
  }

  @Test
  void whatAPersonDecidedIsStillKnown() throws Exception {
    // when
    JsonNode task = desk.get("/api/runs/7").path("tasks").path(0);
    // then
    assertThat(task.path("decided").path("choice").asString("")).isEqualTo("reject");
    assertThat(task.path("decided").path("reason").asString("")).isEqualTo("not on a Friday");
  }

  @Test
  void theLogIsStillThere() throws Exception {
    // when
    try (Stream<String> lines = desk.download("/api/runs/1/log/download")) {
      // then
      assertThat(lines).anyMatch(line -> line.contains("$ sh build.sh"));
    }
  }

  @Test
  void theEventsAreStillTold() throws Exception {
    // given
    long last = desk.get("/api/runs/3").path("lastEvent").asLong();
    // when
    try (Follower follower = Follower.of(desk, 3)) {
      // then
      Eventually.hold(
          "the last event is told", Duration.ofSeconds(20), () -> follower.seen().contains(last));
      assertThat(follower.seen()).isSorted().doesNotHaveDuplicates();
    }
  }

  private String diagram(long run, String process) throws IOException, InterruptedException {
    try (Stream<String> lines = desk.download("/api/runs/" + run + "/diagrams/" + process)) {
      return String.join("\n", lines.toList());
    }
  }

  private static String histories() throws IOException {
    try (InputStream packed =
            Objects.requireNonNull(GoldenHistoriesTest.class.getResourceAsStream(HISTORIES));
        InputStream script = new GZIPInputStream(packed)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
