package dev.slipway.workers.loop.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.loop.EffectDocument;
import dev.slipway.workers.loop.LogLine;
import dev.slipway.workers.loop.NoLongerYoursException;
import dev.slipway.workers.loop.Renewal;
import dev.slipway.workers.loop.SecretNotGivenException;
import dev.slipway.workers.loop.StepReport;
import dev.slipway.workers.loop.WorkerRefusedException;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.RunFacts;
import dev.slipway.workers.step.StepKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import tools.jackson.databind.json.JsonMapper;

class HttpWorkSourceTest {

  private static final Claim CLAIM =
      new Claim(
          new StepKey("7-build"),
          new Topic("build"),
          2,
          5,
          Duration.ofSeconds(15),
          Duration.ofMinutes(57),
          Instant.parse("2026-11-22T11:00:00Z"),
          new RunFacts(
              7,
              "release",
              "shop",
              "staging",
              "application: shop",
              "main",
              "r7-1a2b3c4d5e",
              "mia",
              3,
              false,
              null,
              new RunFacts.ReleaseFacts("r6-0", "0".repeat(40), "sha256:0", "blue"),
              List.of("r1-0"),
              null),
          List.of(new EffectDocument("Fetched", "{\"commit\":\"1a\"}")));

  /** One answer of the server. */
  private record Answer(int status, String body) {}

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<InetSocketAddress> askedFrom = new CopyOnWriteArrayList<>();
  private final AtomicInteger unanswered = new AtomicInteger();
  private HttpServer server;
  private HttpWorkSource source;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          askedFrom.add(exchange.getRemoteAddress());
          if (unanswered.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return;
          }
          Answer answer = answers.remove();
          byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    source =
        new HttpWorkSource(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            "the-token",
            new WorkerIdentity("builder", "start-1", "0.1.0", "yard", 4));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void claimsStepsAsTheyWereSent() throws Exception {
    // given
    answers.add(new Answer(200, mapper.writeValueAsString(ClaimsResponse.of(List.of(CLAIM)))));

    // when
    List<Claim> claims =
        source.claim(Set.of(new Topic("fetch"), new Topic("build")), 3, Duration.ofSeconds(2));

    // then
    assertThat(claims).containsExactly(CLAIM);
    assertThat(asked)
        .containsExactly(
            "/api/worker/claim Bearer the-token {\"node\":\"builder\",\"instance\":\"start-1\","
                + "\"topics\":[\"build\",\"fetch\"],\"most\":3,\"waitMillis\":2000}");
  }

  @Test
  void readsStepsAfterTheWhiteSpaceOfALongWait() throws Exception {
    // given
    answers.add(
        new Answer(200, "\n\n\n" + mapper.writeValueAsString(ClaimsResponse.of(List.of(CLAIM)))));

    // then
    assertThat(source.claim(Set.of(new Topic("build")), 1, Duration.ofSeconds(2)))
        .containsExactly(CLAIM);
  }

  @Test
  void introducesItselfAgainToAServerThatHasForgottenIt() throws Exception {
    // given
    answers.add(new Answer(409, "{\"type\":\"https://slipway.example/not-registered\"}"));
    answers.add(
        new Answer(200, "{\"server\":\"a\",\"version\":\"1\",\"topics\":[],\"environments\":[]}"));

    // when
    List<Claim> claims = source.claim(Set.of(new Topic("build")), 1, Duration.ZERO);

    // then
    assertThat(claims).isEmpty();
    assertThat(asked.getLast())
        .isEqualTo(
            "/api/worker/register Bearer the-token {\"node\":\"builder\",\"instance\":\"start-1\","
                + "\"version\":\"0.1.0\",\"protocol\":"
                + Protocol.VERSION
                + ",\"host\":\"yard\",\"topics\":[\"build\"],\"concurrency\":4}");
  }

  @Test
  void saysWhyTheServerWillNotHaveIt() {
    // given
    answers.add(
        new Answer(
            409, "{\"type\":\"https://slipway.example/worker-refused\",\"detail\":\"Too old\"}"));

    // when, then
    assertThatExceptionOfType(WorkerRefusedException.class)
        .isThrownBy(() -> source.claim(Set.of(), 1, Duration.ZERO))
        .withMessage("Too old");
  }

  @Test
  void everyReportArrivesAsItWasMeant() throws Exception {
    // given
    List<StepReport> reports =
        List.of(
            new StepReport.Done("built", new EffectDocument("Built", "{}")),
            new StepReport.Done("nothing to do", null),
            new StepReport.Failed(Failure.of("what", "why", "next").retry()),
            new StepReport.Cancelled(),
            new StepReport.Unknown(Failure.of("what", "why", "next")),
            new StepReport.Waits("the lease", Duration.ofSeconds(3)));

    for (StepReport report : reports) {
      answers.add(new Answer(200, "{\"claims\":[]}"));

      // when
      source.complete(CLAIM, report, Set.of());
      String body = asked.getLast().substring(asked.getLast().indexOf('{'));

      // then
      assertThat(mapper.readValue(body, CompleteRequest.class).report().toReport())
          .isEqualTo(report);
    }
  }

  @Test
  void asksAgainWhileTheServerRestarts() throws Exception {
    // given
    answers.add(new Answer(503, ""));
    answers.add(new Answer(502, ""));
    answers.add(new Answer(200, "{\"lockMillis\":15000,\"cancelled\":true}"));

    // when
    Renewal renewal = source.renew(CLAIM);

    // then
    assertThat(renewal).isEqualTo(new Renewal(15_000, true));
    assertThat(asked)
        .hasSize(3)
        .allMatch(
            request ->
                request.equals(
                    "/api/worker/steps/7-build/renew Bearer the-token"
                        + " {\"node\":\"builder\",\"fence\":5}"));
  }

  @Test
  @Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
  void renewsOnAnotherConnectionWhatIsLeftOfALockThatIsRenewedAfterAThird() throws Exception {
    // given
    unanswered.set(1);
    answers.add(new Answer(200, "{\"lockMillis\":15000,\"cancelled\":false}"));

    // when
    Renewal renewal = source.renew(CLAIM);

    // then
    assertThat(renewal).isEqualTo(new Renewal(15_000, false));
    assertThat(asked).hasSize(2);
    assertThat(askedFrom).doesNotHaveDuplicates();
  }

  @Test
  void tellsThatTheStepBelongsToSomebodyElse() {
    // given
    answers.add(new Answer(409, "{\"type\":\"https://slipway.example/no-longer-yours\"}"));

    // when, then
    assertThatExceptionOfType(NoLongerYoursException.class)
        .isThrownBy(
            () ->
                source.log(CLAIM, List.of(new LogLine(Instant.EPOCH, LogLine.Stream.OUT, "line"))));
  }

  @Test
  void saysWhatIsWrongWithItsToken() {
    // given
    answers.add(new Answer(401, "{\"detail\":\"Unknown token\"}"));

    // when
    WorkSourceException refused =
        catchThrowableOfType(
            WorkSourceException.class, () -> source.claim(Set.of(), 1, Duration.ZERO));

    // then
    assertThat(refused).hasMessageContaining("worker right").hasMessageContaining("Unknown token");
    assertThat(refused).hasMessageNotContaining("the-token");
  }

  @Test
  void resolvesASecretAndKnowsWhenThereIsNone() throws Exception {
    // given
    answers.add(new Answer(200, "{\"values\":[\"s3cret\"]}"));
    answers.add(new Answer(200, "{\"values\":[]}"));

    // when, then
    assertThat(source.secret(CLAIM, "key").getFirst().reveal()).isEqualTo("s3cret");
    assertThat(source.secret(CLAIM, "other")).isEmpty();
  }

  @Test
  @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
  void waitsForTheEndOfAnAnswerNoLongerThanForItsBeginning() throws IOException {
    // given
    HttpServer stalling =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stalling.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
        });
    stalling.start();
    URI server = URI.create("http://127.0.0.1:" + stalling.getAddress().getPort());
    ProtocolClient client = new ProtocolClient(server, "t");

    // then
    try {
      assertThatThrownBy(
              () ->
                  client.post(
                      "/api/worker/register",
                      "x",
                      Duration.ofMillis(300),
                      ProtocolClient.Repeat.ONLY_IF_NOT_SENT))
          .isInstanceOf(WorkSourceException.class)
          .hasMessageContaining("no whole answer within");
    } finally {
      stalling.stop(0);
    }
  }

  @Test
  void saysWhyAStepMayNotHaveASecret() {
    // given
    answers.add(
        new Answer(
            403,
            "{\"type\":\"https://slipway.dev/problems/secret-not-given\",\"detail\":\"chmod"
                + " 600\"}"));

    // then
    assertThatThrownBy(() -> source.secret(CLAIM, "key"))
        .isInstanceOf(SecretNotGivenException.class)
        .hasMessage("chmod 600");
  }
}
