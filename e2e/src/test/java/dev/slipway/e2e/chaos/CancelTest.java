package dev.slipway.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.server.Eventually;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Cancels runs in the middle of whatever they do on real parts, each with another one behind it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CancelTest {

  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String DAWDLING = "dawdling";
  private static final String GOOD = "good-1";

  private final Path directory;
  private final ChaosWorld world;
  private final Target target;
  private final Desk desk;
  private final TargetRuns runs;
  private String held = "";
  private Optional<Locks> locks = Optional.empty();

  CancelTest(@TempDir(cleanup = CleanupMode.NEVER) Path directory) throws Exception {
    this.directory = directory;
    String classPath = Files.readString(Path.of("target", "server.classpath")).strip();
    // A worker hears of it when it renews its lock.
    List<String> options = List.of("-Dslipway.step.lock=4s");
    Path archive = Path.of("target", "server.jsa");
    world = ChaosWorld.make(new Launch(classPath, archive, options, Map.of()), directory);
    target = world.target(0);
    desk = world.desk();
    runs = new TargetRuns(desk, target, SOON, SOON);
  }

  @AfterAll
  void leave() throws IOException {
    world.close();
  }

  @AfterEach
  void letGo() throws IOException {
    switch (held) {
      case "" -> {}
      case "fetch" -> Files.deleteIfExists(refs());
      case "start" -> locks.ifPresent(Locks::close);
      case "bake" -> bakes("100ms");
      default -> Files.deleteIfExists(holdFile());
    }
    held = "";
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "fetch, good-2, fetch",
    "build, slow, command",
    "migrate, slow-to-migrate, command",
    "start-candidate, good-2, start",
    "check-health, dawdling, health",
    "swap, good-2, ''",
    "verify, dawdling, page",
    "bake, good-2, bake"
  })
  void aReleaseIsUndoneAndTheNextOneGoesOn(String topic, String ref, String hold) throws Exception {
    // given
    hold(hold);
    long run = runs.release(ref);
    bakes("100ms");
    reached(run, topic);
    Optional<Long> queued =
        topic.equals("fetch") ? Optional.empty() : Optional.of(runs.release(GOOD));

    // when
    cancel(run);

    // then
    cancelled(run);
    long next = queued.isPresent() ? queued.get() : runs.release(GOOD);
    live(next);
    assertThat(world.violations(run)).isEmpty();
    assertThat(world.violations(next)).isEmpty();
    assertThat(target.root().resolve("releases").resolve(runs.releaseOf(run))).doesNotExist();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "start-candidate, start",
    "check-health, health",
    "swap, ''",
    "verify, page",
    "bake, bake"
  })
  void aRollbackIsUndoneAndTheNextOneGoesOn(String topic, String hold) throws Exception {
    // given
    long earlier = runs.release(DAWDLING);
    live(earlier);
    live(runs.release(GOOD));
    hold(hold);
    long run = runs.rollBack(runs.releaseOf(earlier));
    bakes("100ms");
    reached(run, topic);
    long next = runs.release(GOOD);

    // when
    cancel(run);

    // then
    cancelled(run);
    live(next);
    assertThat(world.violations(run)).isEmpty();
    assertThat(world.violations(next)).isEmpty();
  }

  @Test
  void pastThePointOfNoReturnARollbackIsOfferedInstead() throws Exception {
    // given
    live(runs.release(DAWDLING));
    hold("page");
    HttpClient visitor = HttpClient.newHttpClient();
    var unanswered =
        visitor.sendAsync(
            HttpRequest.newBuilder(target.url().resolve("/page")).build(), BodyHandlers.ofString());
    long run = runs.release(GOOD);
    reached(run, "retire");

    // when
    Desk.Answer answer = ask(run);

    // then
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().toString()).contains("roll back to an earlier release");
    letGo();
    live(run);
    assertThat(unanswered.handle((page, broken) -> "over").join()).isEqualTo("over");
    assertThat(world.violations(run)).isEmpty();
  }

  /** It ends as cancelled, and nothing of it runs. */
  private void cancelled(long run) throws IOException, InterruptedException {
    if (List.of("start", "page").contains(held)) {
      // Neither a start nor a page that is asked for is left before it has answered.
      letGo();
    }
    JsonNode ended = runs.ended(run);
    assertThat(ended.path("outcome").asString("")).as(ended.toString()).isEqualTo("cancelled");
    if (ended.path("kind").asString("").equals("release")) {
      assertThat(processes(runs.releaseOf(run))).isEmpty();
    }
    assertThat(gits()).isEmpty();
    letGo();
  }

  private void live(long run) throws IOException, InterruptedException {
    JsonNode ended = runs.ended(run);
    assertThat(ended.path("outcome").asString("")).as(ended.toString()).isEqualTo("live");
  }

  private void hold(String what) throws IOException, InterruptedException {
    held = what;
    switch (what) {
      case "" -> {}
      case "fetch" ->
          assertThat(new ProcessBuilder("mkfifo", refs().toString()).start().waitFor()).isZero();
      case "start" ->
          locks = Optional.of(Locks.of(target.root().resolve(".slipway"), "blue", "green"));
      case "bake" -> bakes("60s");
      default -> Files.writeString(holdFile(), "");
    }
  }

  /** What git reads first waits for a writer that never comes. */
  private Path refs() {
    return directory.resolve("repository/.git/packed-refs");
  }

  private Path holdFile() {
    return Path.of(target.ledger().file() + ".hold" + (held.equals("command") ? "" : "-" + held));
  }

  /** For runs that begin from now on. */
  private void bakes(String time) throws IOException {
    Path file = directory.resolve("applications").resolve(target.application() + ".yaml");
    Files.writeString(file, Files.readString(file).replaceFirst("bake: \\w+", "bake: " + time));
  }

  private void cancel(long run) throws IOException, InterruptedException {
    Desk.Answer answer = ask(run);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
  }

  private Desk.Answer ask(long run) throws IOException, InterruptedException {
    return desk.post("/api/runs/" + run + "/cancel", Map.of("reason", "not this one"));
  }

  /** The step is in a worker's hand, and what it runs has begun. */
  private void reached(long run, String topic) throws IOException, InterruptedException {
    runs.reached(run, topic);
    switch (topic) {
      case "fetch" -> Eventually.hold("git fetches", SOON, () -> !gits().isEmpty());
      case "build" -> runs.builds(run);
      case "migrate" -> runs.migrates(run);
      default -> {}
    }
  }

  /** What carries a release's name with it, as every command of a release does. */
  private List<String> processes(String release) throws IOException {
    return target.mark().processes().stream()
        .filter(process -> read(process.pid(), "environ").contains("\0RELEASE=" + release + "\0"))
        .map(process -> process.info().commandLine().orElse("?"))
        .toList();
  }

  private List<String> gits() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.map(each -> each.getFileName().toString())
          .filter(name -> name.matches("[0-9]+"))
          .map(pid -> read(Long.parseLong(pid), "cmdline"))
          .filter(command -> command.startsWith("\0git"))
          .filter(command -> command.contains(directory.toString()))
          .toList();
    }
  }

  private static String read(long pid, String file) {
    try {
      return "\0"
          + Files.readString(
              Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1)
          + "\0";
    } catch (IOException e) {
      // It has just ended.
      return "";
    }
  }

  /** The host's locks of both colours, held as by a start that takes long. */
  private record Locks(Process process) implements AutoCloseable {

    static Locks of(Path directory, String... colours) throws IOException {
      StringBuilder command = new StringBuilder("exec ");
      for (String colour : colours) {
        command.append("flock ").append(directory.resolve(colour + ".lock")).append(' ');
      }
      Process process =
          new ProcessBuilder("sh", "-c", command + "sh -c 'echo held; exec sleep 300'").start();
      if (process.getInputStream().read() != 'h') {
        throw new IOException("The locks cannot be had");
      }
      return new Locks(process);
    }

    @Override
    public void close() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
