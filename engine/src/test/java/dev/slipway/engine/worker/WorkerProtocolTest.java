package dev.slipway.engine.worker;

import static dev.slipway.processes.catalogue.StepCatalogue.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.engine.flow.FlowTest;
import dev.slipway.engine.flow.HandWorker;
import dev.slipway.engine.flow.Runway;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.loop.NoLongerYoursException;
import dev.slipway.workers.loop.StepReport;
import dev.slipway.workers.loop.WorkerRefusedException;
import dev.slipway.workers.loop.http.HttpWorkSource;
import dev.slipway.workers.loop.http.Protocol;
import dev.slipway.workers.loop.http.WorkSourceException;
import dev.slipway.workers.loop.http.WorkerIdentity;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Workers elsewhere against the whole server, over HTTP. */
@FlowTest
class WorkerProtocolTest {

  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Set<Topic> HOSTS = Set.of(FETCH, BUILD, PLAN);

  private final Runway runway;
  private final JdbcClient jdbc;
  private final Path data;
  private final JsonMapper json = new JsonMapper();

  @LocalServerPort private int port;

  @Autowired
  WorkerProtocolTest(
      Runway runway, JdbcClient jdbc, @Value("${slipway.data.directory}") Path data) {
    this.runway = runway;
    this.jdbc = jdbc;
    this.data = data;
  }

  @BeforeEach
  void clear() throws Exception {
    runway.clear();
    jdbc.sql("truncate worker").update();
  }

  @Test
  void refusesAWorkerOfAnotherProtocolAndSaysWhatToDo() throws Exception {
    // when
    HttpResponse<String> answer =
        post(
            "/api/worker/register",
            token("yard", "", ""),
            """
            {"node": "old", "instance": "1", "version": "0.0.9", "protocol": 1, "host": "yard",
             "topics": ["build"], "concurrency": 1}
            """);

    // then
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body())
        .contains(
            "/problems/worker-refused",
            "version 0.0.9",
            "speaks protocol 1",
            "speaks protocol " + Protocol.VERSION,
            "Install the server's version");
  }

  @Test
  void givesNothingToAWorkerThatHasNotIntroducedItself() throws Exception {
    // when
    HttpResponse<String> answer =
        post(
            "/api/worker/claim",
            token("yard", "", ""),
            """
            {"node": "nobody", "instance": "1", "topics": ["build"], "most": 1, "waitMillis": 0}
            """);

    // then
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("/problems/not-registered");
  }

  @Test
  void performsStepsAndTakesOverTheNext() throws Exception {
    // given
    HttpWorkSource crane = worker("crane", token("yard", "", ""));
    runway.release("staging");

    // when
    Claim fetch = crane.claim(HOSTS, 1, AT_ONCE).getFirst();
    runway.succeed(fetch);
    Claim build = crane.claim(HOSTS, 1, Duration.ofSeconds(5)).getFirst();
    List<Claim> next = crane.complete(build, new StepReport.Done("built", null), HOSTS);

    // then
    assertThat(fetch.topic()).isEqualTo(FETCH);
    assertThat(next).extracting(Claim::topic).containsExactly(PLAN);
    assertThat(fetch.lock()).isPositive();
  }

  @Test
  void whoDidNotGetTheAnswerReportsAgainAndGetsIt() throws Exception {
    // given
    HttpWorkSource crane = worker("crane", token("yard", "", ""));
    runway.release("staging");
    runway.succeed(crane.claim(HOSTS, 1, AT_ONCE).getFirst());
    Claim build = crane.claim(HOSTS, 1, Duration.ofSeconds(5)).getFirst();
    var report = new StepReport.Done("built", null);
    Claim plan = crane.complete(build, report, HOSTS).getFirst();

    // when
    Claim again = crane.complete(build, report, HOSTS).getFirst();

    // then
    assertThat(again.key()).isEqualTo(plan.key());
    assertThat(again.fence()).isEqualTo(plan.fence());
    assertThat(crane.renew(again).cancelled()).isFalse();
  }

  @Test
  void aTokenLimitedToTopicsGetsNoOthers() throws Exception {
    // given
    HttpWorkSource builder = worker("builder", token("builds", "build", ""));
    runway.release("staging");

    // when
    List<Claim> before = builder.claim(HOSTS, 5, AT_ONCE);
    runway.succeed(worker("crane", token("yard", "", "")).claim(HOSTS, 1, AT_ONCE).getFirst());
    List<Claim> then = builder.claim(HOSTS, 5, AT_ONCE);
    List<Claim> next = builder.complete(then.getFirst(), new StepReport.Done("built", null), HOSTS);

    // then
    assertThat(before).isEmpty();
    assertThat(then).extracting(Claim::topic).containsExactly(BUILD);
    assertThat(next).isEmpty();
  }

  @Test
  void aTokenLimitedToEnvironmentsGetsNoOthers() throws Exception {
    // given
    HttpWorkSource staging = worker("staging", token("s", "", "harbour/staging"));
    HttpWorkSource all = worker("all", token("a", "", "harbour/*"));
    HttpWorkSource others = worker("others", token("o", "", "shop/*"));
    runway.release("production");

    // then
    assertThat(staging.claim(HOSTS, 5, AT_ONCE)).isEmpty();
    assertThat(others.claim(HOSTS, 5, AT_ONCE)).isEmpty();
    assertThat(all.claim(HOSTS, 5, AT_ONCE)).hasSize(1);
  }

  @Test
  void aTokenThatWasLimitedMeanwhileCanNeitherReportNorLearnSecrets() throws Exception {
    // given
    HttpWorkSource crane = worker("crane", token("yard", "", ""));
    runway.release("staging");
    Claim fetch = crane.claim(HOSTS, 1, AT_ONCE).getFirst();

    // when
    jdbc.sql("update token set environments = '{harbour/production}' where name = 'yard'").update();

    // then
    assertThatExceptionOfType(WorkSourceException.class)
        .isThrownBy(() -> crane.secret(fetch, "harbour-ssh"))
        .withMessageContaining("is not for steps of the topic fetch in harbour/staging");
    assertThatExceptionOfType(WorkSourceException.class)
        .isThrownBy(() -> crane.complete(fetch, new StepReport.Done("done", null), Set.of()));
  }

  @Test
  void anotherTokenCannotSpeakForAWorker() throws Exception {
    // given
    HttpWorkSource crane = worker("crane", token("yard", "", ""));
    runway.release("staging");
    Claim fetch = crane.claim(HOSTS, 1, AT_ONCE).getFirst();
    String other = token("other", "", "");

    // when
    HttpResponse<String> answer =
        post(
            "/api/worker/steps/" + fetch.key() + "/secret",
            other,
            "{\"node\": \"crane\", \"fence\": 1, \"name\": \"harbour-ssh\"}");

    // then
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThatExceptionOfType(WorkerRefusedException.class)
        .isThrownBy(() -> worker("crane", other))
        .withMessageContaining("A worker with another token is called crane already");
  }

  @Test
  void aWorkerCannotTakeTheNameOfAServer() throws Exception {
    // given
    String token = token("yard", "", "");

    // then
    assertThatExceptionOfType(WorkerRefusedException.class)
        .isThrownBy(() -> worker("slipway-1", token))
        .withMessageContaining("A server is called slipway-1");
  }

  @Test
  void ofTwoStartsOfAWorkerTheNewestGetsTheSteps() throws Exception {
    // given
    String token = token("yard", "", "");
    HttpWorkSource first = worker("crane", token);
    runway.release("staging");
    Claim lost = first.claim(HOSTS, 1, AT_ONCE).getFirst();

    // when
    HttpWorkSource second = worker("crane", token);
    Claim again = second.claim(HOSTS, 1, AT_ONCE).getFirst();

    // then
    assertThat(again.key()).isEqualTo(lost.key());
    assertThat(again.attempt()).isEqualTo(lost.attempt());
    assertThatExceptionOfType(NoLongerYoursException.class).isThrownBy(() -> first.renew(lost));
    assertThatExceptionOfType(WorkerRefusedException.class)
        .isThrownBy(() -> first.claim(HOSTS, 1, AT_ONCE))
        .withMessageContaining("only the newest gets work");
  }

  @Test
  void whatAWorkerHeldThatLeavesIsFreeAtOnce() throws Exception {
    // given
    HttpWorkSource first = worker("crane", token("yard", "", ""));
    HttpWorkSource second = worker("derrick", token("pier", "", ""));
    runway.release("staging");
    Claim left = first.claim(HOSTS, 1, AT_ONCE).getFirst();

    // when
    first.drain();
    String draining = state("crane");
    first.leave();
    List<Claim> taken = second.claim(HOSTS, 1, AT_ONCE);

    // then
    assertThat(taken).extracting(Claim::key).containsExactly(left.key());
    assertThat(draining).isEqualTo("draining");
    assertThat(state("crane")).isEqualTo("gone");
    assertThat(state("derrick")).isEqualTo("working");
  }

  @Test
  void noStepIsClaimedForAConnectionThatIsGone() throws Exception {
    // given
    String token = token("yard", "", "");
    HttpWorkSource gone = worker("gone", token);
    HttpWorkSource here = worker("here", token);
    String instance = "instance-of-gone";
    jdbc.sql("update worker set instance = :instance where name = 'gone'")
        .param("instance", instance)
        .update();
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    ask(
        socket.getOutputStream(),
        token,
        "{\"node\":\"gone\",\"instance\":\""
            + instance
            + "\",\"topics\":[\"fetch\"],\"most\":1,\"waitMillis\":20000}");
    // The first white space says that the server has looked and waits.
    int first = socket.getInputStream().read();
    // Not closed in order, so that the server is told nothing but a reset when it writes.
    socket.setSoLinger(true, 0);
    socket.close();

    // when
    runway.release("staging");
    List<Claim> claims = here.claim(HOSTS, 1, Duration.ofSeconds(20));

    // then
    assertThat(first).isPositive();
    assertThat(claims).extracting(Claim::topic).containsExactly(FETCH);
    assertThat(
            jdbc.sql("select worker from step_attempt where result is null")
                .query(String.class)
                .list())
        .containsExactly("here");
    assertThat(gone).isNotNull();
  }

  @Test
  void aWaitingWorkerIsWokenByANewStep() throws Exception {
    // given
    HttpWorkSource crane = worker("crane", token("yard", "", ""));
    CompletableFuture<List<Claim>> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return crane.claim(HOSTS, 1, Duration.ofSeconds(20));
              } catch (InterruptedException e) {
                return List.of();
              }
            });

    // when
    runway.release("staging");

    // then
    assertThat(waiting.get()).extracting(Claim::topic).containsExactly(FETCH);
  }

  @Test
  void showsWhoIsThereAndWhatTheyDo() throws Exception {
    // given
    HttpWorkSource crane = worker("crane", token("yard", "fetch,build", "harbour/staging"));
    runway.release("staging");
    Claim fetch = crane.claim(HOSTS, 1, AT_ONCE).getFirst();
    crane.progress(fetch, "half of it");

    // when
    JsonNode all = workers();

    // then
    JsonNode server = all.path("servers").get(0);
    assertThat(server.path("name").asString()).isEqualTo("slipway-1");
    assertThat(server.path("state").asString()).isEqualTo("running");
    assertThat(server.path("self").asBoolean()).isTrue();
    JsonNode worker = all.path("workers").get(0);
    assertThat(worker.path("name").asString()).isEqualTo("crane");
    assertThat(worker.path("host").asString()).isEqualTo("yard");
    assertThat(worker.path("token").asString()).isEqualTo("yard");
    assertThat(worker.path("concurrency").asInt()).isEqualTo(2);
    assertThat(worker.path("topics").toString()).isEqualTo("[\"build\",\"fetch\"]");
    assertThat(worker.path("environments").toString()).isEqualTo("[\"harbour/staging\"]");
    assertThat(worker.path("state").asString()).isEqualTo("working");
    JsonNode step = worker.path("steps").get(0);
    assertThat(step.path("key").asString()).isEqualTo(fetch.key().value());
    assertThat(step.path("application").asString()).isEqualTo("harbour");
    assertThat(step.path("progress").asString()).isEqualTo("half of it");
    assertThat(step.path("ageSeconds").asLong(-1)).isNotNegative();
  }

  @Test
  void aWorkerThatIsSilentIsShownSo() throws Exception {
    // given
    HttpWorkSource crane = worker("crane", token("yard", "", ""));
    jdbc.sql("update worker set heard = now() - interval '40 seconds'").update();

    // then
    assertThat(state("crane")).isEqualTo("silent");
    assertThat(crane.claim(HOSTS, 1, AT_ONCE)).isEmpty();
    assertThat(state("crane")).isEqualTo("idle");
  }

  private HttpWorkSource worker(String name, String token) throws InterruptedException {
    HttpWorkSource source =
        new HttpWorkSource(
            URI.create("http://127.0.0.1:" + port),
            token,
            WorkerIdentity.starting(name, "0.1.0", "yard", 2));
    var unused = source.register(HandWorker.EVERY_TOPIC);
    return source;
  }

  private String state(String worker) throws Exception {
    return workers()
        .path("workers")
        .valueStream()
        .filter(each -> each.path("name").asString("").equals(worker))
        .map(each -> each.path("state").asString(""))
        .findFirst()
        .orElse("");
  }

  private JsonNode workers() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return json.readTree(
          http.send(
                  request("/api/workers", admin()).GET().build(),
                  HttpResponse.BodyHandlers.ofString())
              .body());
    }
  }

  private String token(String name, String topics, String environments) throws Exception {
    HttpResponse<String> issued =
        post(
            "/api/tokens",
            admin(),
            json.writeValueAsString(
                java.util.Map.of(
                    "name",
                    name,
                    "rights",
                    List.of("worker"),
                    "topics",
                    list(topics),
                    "environments",
                    list(environments))));
    assertThat(issued.statusCode()).as(issued.body()).isEqualTo(201);
    return json.readTree(issued.body()).path("token").asString();
  }

  private static List<String> list(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
  }

  private String admin() throws IOException {
    return Files.readString(data.resolve("admin-token")).strip();
  }

  private HttpResponse<String> post(String path, String token, String body) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          request(path, token)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private HttpRequest.Builder request(String path, String token) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + token);
  }

  private static void ask(OutputStream out, String token, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    out.write(
        ("POST /api/worker/claim HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + token
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + bytes.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.flush();
  }
}
