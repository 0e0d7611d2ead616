package dev.slipway.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.server.Ended;
import dev.slipway.e2e.server.Eventually;
import dev.slipway.e2e.server.RunView;
import dev.slipway.e2e.server.SlipwayClient;
import dev.slipway.e2e.server.SlipwayServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Servers named east and west share a PostgreSQL; either may go at any moment. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoServersTest {

  private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofMinutes(1);

  private final Map<String, SlipwayServer> servers = new TreeMap<>();

  @TempDir(factory = InTarget.class)
  private static Path directory = Path.of("");

  private ExternalPostgres postgres;
  private Quay quay;

  @BeforeAll
  void open() throws IOException, InterruptedException {
    postgres = ExternalPostgres.start(directory);
    quay = Quay.open(directory);
    for (String name : List.of("east", "west")) {
      servers.put(name, server(name, "data-" + name));
    }
    for (SlipwayServer server : servers.values()) {
      server.start();
    }
  }

  @AfterAll
  void close() throws IOException {
    servers.values().forEach(SlipwayServer::close);
    quay.close();
    postgres.close();
  }

  @AfterEach
  void letGo() throws IOException, InterruptedException {
    quay.letGo();
    for (SlipwayServer server : servers.values()) {
      server.wake();
      server.start();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"migrate", "start"})
  void aServerThatWasStoppedChangesNothingMoreWhenItWakesUp(String held) throws Exception {
    // given
    serve("v1");
    int before = quay.ledgerLength();
    quay.hold(held);
    long run = at("east").client().release(Quay.APPLICATION, Quay.ENVIRONMENT, "v2");
    String topic = held.equals("start") ? "check-health" : held;
    String victim = performer(run, topic);
    SlipwayClient peer = at(other(victim)).client();
    // when
    at(victim).suspend();
    Eventually.hold(
        "the other server goes on with " + topic,
        TAKEN_OVER_WITHIN,
        () -> other(victim).equals(worker(peer.run(run), topic)));
    quay.letGo();
    RunView ended = peer.ended(run, SOON);
    List<String> then = quay.everything();
    at(victim).wake();
    Eventually.hold(
        victim + " lives again", SOON, () -> state(peer, "servers", victim).equals("running"));
    Eventually.hold(
        victim + " works again", SOON, () -> state(peer, "workers", victim).equals("idle"));
    // then
    assertThat(ended.outcome()).as(ended.toString()).isEqualTo("live");
    assertThat(quay.ledgerFrom(before)).containsExactly("build", "migrate", "start");
    assertThat(quay.everything()).isEqualTo(then);
    assertThat(serve("v1").outcome()).isEqualTo("live");
  }

  @Test
  void theOtherServerGoesOnWhenOneIsKilledForGood() throws Exception {
    // given
    serve("v1");
    int before = quay.ledgerLength();
    quay.hold("build");
    long run = at("west").client().release(Quay.APPLICATION, Quay.ENVIRONMENT, "v2");
    String victim = performer(run, "build");
    SlipwayClient peer = at(other(victim)).client();
    // when
    at(victim).kill();
    Eventually.hold(
        "the other server goes on with build",
        TAKEN_OVER_WITHIN,
        () -> other(victim).equals(worker(peer.run(run), "build")));
    quay.letGo();
    RunView ended = peer.ended(run, SOON);
    // then
    assertThat(ended.outcome()).as(ended.toString()).isEqualTo("live");
    assertThat(quay.ledgerFrom(before)).containsExactly("build", "migrate", "start");
    assertThat(state(peer, "servers", victim)).isEqualTo("ended");
  }

  @Test
  void aBrowserOnOneServerSeesWhatAnotherDoes() throws Exception {
    // given
    serve("v1");
    SlipwayServer idle =
        new SlipwayServer(
            directory.resolve("data-idle"),
            directory.resolve("applications"),
            with("idle", "--slipway.worker.concurrency=0", "--slipway.worker.engine-steps=0"));
    try (idle) {
      idle.keepSecret(Quay.KEY, quay.privateKey());
      SlipwayClient client = idle.start();
      // when
      long run = client.release(Quay.APPLICATION, Quay.ENVIRONMENT, "v2");
      String seen = client.follow(run, "\"outcome\":\"live\"", SOON);
      // then
      assertThat(seen).contains("event:step", "\"activity\":\"swap\"");
      assertThat(worker(client.run(run), "swap")).isIn("east", "west");
    }
  }

  @Test
  void aSecondServerOfTheSameNameRefusesToStart() throws Exception {
    // given
    SlipwayServer same = server("east", "data-same");
    // when
    Ended ended = same.startInVain();
    // then
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.output())
        .contains("Another server named east works on this database", "--node NAME")
        .doesNotContain("\tat ");
  }

  /** Releases a version, if another serves. */
  private RunView serve(String tag) throws IOException, InterruptedException {
    SlipwayClient client = at("east").client();
    client.awaitApplication(Quay.APPLICATION, Quay.ENVIRONMENT, SOON);
    RunView ended =
        client.ended(client.release(Quay.APPLICATION, Quay.ENVIRONMENT, tag), SOON.multipliedBy(2));
    assertThat(ended.outcome()).as(ended.toString()).isEqualTo("live");
    return ended;
  }

  /** Waits until a run performs a step, and says which server does. */
  private String performer(long run, String topic) throws IOException, InterruptedException {
    SlipwayClient client = at("east").client();
    Eventually.hold(
        "run " + run + " performs " + topic, SOON, () -> client.run(run).isRunning(topic));
    if (!topic.equals("check-health")) {
      int length = quay.ledgerLength();
      Eventually.hold(
          topic + " has begun on the host",
          SOON,
          () -> quay.ledgerFrom(0).getLast().equals(topic) && length > 0);
    }
    return worker(client.run(run), topic);
  }

  private static String worker(RunView run, String topic) {
    return run.step(topic).map(step -> step.path("worker").asString("")).orElse("");
  }

  private static String state(SlipwayClient client, String kind, String name)
      throws IOException, InterruptedException {
    for (JsonNode each : client.get("/api/workers").body().path(kind)) {
      if (each.path("name").asString("").equals(name)) {
        return each.path("state").asString("");
      }
    }
    return "";
  }

  private SlipwayServer at(String name) {
    return Objects.requireNonNull(servers.get(name), name);
  }

  private static String other(String name) {
    return name.equals("east") ? "west" : "east";
  }

  private SlipwayServer server(String name, String data) throws IOException {
    SlipwayServer server =
        new SlipwayServer(
            directory.resolve(data),
            Files.createDirectories(directory.resolve("applications")),
            with(name));
    server.keepSecret(Quay.KEY, quay.privateKey());
    server.define(Quay.APPLICATION, quay.file());
    return server;
  }

  private List<String> with(String name, String... settings) {
    List<String> all = new ArrayList<>(List.of("--node", name));
    all.add("--spring.datasource.url=" + postgres.url());
    all.add("--spring.datasource.username=postgres");
    all.addAll(List.of(settings));
    return all;
  }
}
