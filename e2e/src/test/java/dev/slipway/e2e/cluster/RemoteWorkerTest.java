package dev.slipway.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.server.Ended;
import dev.slipway.e2e.server.Eventually;
import dev.slipway.e2e.server.RunView;
import dev.slipway.e2e.server.SlipwayClient;
import dev.slipway.e2e.server.SlipwayServer;
import dev.slipway.e2e.server.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server that leaves all work on hosts to workers in processes of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemoteWorkerTest {

  private static final int ENDED_BY_SIGTERM = 128 + 15;
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Set<String> SERVERS_OWN = Set.of("take-lease", "give-back-lease");

  @TempDir(factory = InTarget.class)
  private static Path directory = Path.of("");

  private Quay quay;
  private SlipwayServer server;

  @BeforeAll
  void open() throws IOException, InterruptedException {
    quay = Quay.open(directory);
    server =
        new SlipwayServer(
            directory.resolve("data"),
            Files.createDirectories(directory.resolve("applications")),
            List.of("--slipway.worker.concurrency=0"));
    server.keepSecret(Quay.KEY, quay.privateKey());
    server.define(Quay.APPLICATION, quay.file());
    server.start();
  }

  @AfterAll
  void close() throws IOException {
    server.close();
    quay.close();
  }

  @AfterEach
  void letGo() throws IOException {
    quay.letGo();
  }

  @Test
  void performsARelease() throws Exception {
    // given
    RunView ended;
    try (WorkerProcess worker = worker("crane")) {
      worker.awaitReady();
      // when
      ended = server.client().ended(release("v1"), SOON);
    }
    // then
    assertThat(ended.outcome()).as(ended.toString()).isEqualTo("live");
    assertThat(
            ended
                .json()
                .path("steps")
                .valueStream()
                .filter(step -> !SERVERS_OWN.contains(step.path("topic").asString("")))
                .map(step -> step.path("worker").asString(""))
                .collect(Collectors.toSet()))
        .containsExactly("crane");
  }

  @Test
  void handsBackWhatItHasInHandWhenItIsTerminated() throws Exception {
    // given
    int before = quay.ledgerLength();
    quay.hold("build");
    long run;
    Ended drained;
    SlipwayClient client = server.client();
    try (WorkerProcess first = worker("crane")) {
      first.awaitReady();
      run = release("v2");
      Eventually.hold("the build runs", SOON, () -> quay.ledgerLength() > before);
      assertThat(server.command("workers").output()).contains("crane", "working", "Build");
      // when
      drained = first.terminate();
    }
    JsonNode step = client.run(run).step("build").orElseThrow();
    RunView ended;
    try (WorkerProcess second = worker("derrick")) {
      second.awaitReady();
      Eventually.hold(
          "the second worker has the build", SOON, () -> worker(client, run).equals("derrick"));
      quay.letGo();
      ended = client.ended(run, SOON);
    }
    // then
    assertThat(drained.status()).as(drained.output()).isEqualTo(ENDED_BY_SIGTERM);
    assertThat(drained.output()).contains("has stopped and given back what it held");
    assertThat(step.path("state").asString("")).isEqualTo("ready");
    assertThat(ended.outcome()).as(ended.toString()).isEqualTo("live");
    assertThat(ended.step("build").orElseThrow().path("attempt").asInt()).isEqualTo(1);
    assertThat(quay.ledgerFrom(before)).containsExactly("build", "migrate", "start");
    assertThat(server.command("workers", "--all").output()).contains("gone");
  }

  @Test
  void goesOnUnderTheSameNameRightAfterItWasKilled() throws Exception {
    // given
    int before = quay.ledgerLength();
    quay.hold("build");
    long run;
    SlipwayClient client = server.client();
    try (WorkerProcess first = worker("crane")) {
      first.awaitReady();
      run = release("v1");
      Eventually.hold("the build runs", SOON, () -> quay.ledgerLength() > before);
      // when
      first.kill();
    }
    RunView ended;
    try (WorkerProcess second = worker("crane")) {
      second.awaitReady();
      quay.letGo();
      ended = client.ended(run, SOON);
    }
    // then
    assertThat(ended.outcome()).as(ended.toString()).isEqualTo("live");
    assertThat(quay.ledgerFrom(before)).containsExactly("build", "migrate", "start");
  }

  @Test
  void aServerThatStopsWhileAWorkerWaitsSaysSoQuietly() throws Exception {
    // given
    try (WorkerProcess worker = worker("crane")) {
      worker.awaitReady();
      int before = server.log().length();
      // when
      server.close();
      String log = server.log().substring(before);
      server.start();
      RunView ended = server.client().ended(release("v1"), SOON);
      // then
      assertThat(log).doesNotContain("Incident", "Exception");
      assertThat(ended.outcome()).as(ended.toString()).isEqualTo("live");
    }
  }

  private long release(String tag) throws IOException, InterruptedException {
    SlipwayClient client = server.client();
    client.awaitApplication(Quay.APPLICATION, Quay.ENVIRONMENT, SOON);
    return client.release(Quay.APPLICATION, Quay.ENVIRONMENT, tag);
  }

  private static String worker(SlipwayClient client, long run)
      throws IOException, InterruptedException {
    return client.run(run).step("build").map(step -> step.path("worker").asString("")).orElse("");
  }

  private WorkerProcess worker(String name) throws IOException, InterruptedException {
    Ended token = server.command("token", "yard", "--right", "worker");
    return server.worker(name, token.output().strip(), directory.resolve("work-" + name));
  }
}
