package dev.slipway.engine.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.flow.FlowTest;
import dev.slipway.engine.flow.HandWorker;
import dev.slipway.engine.flow.Runway;
import dev.slipway.processes.catalogue.StepCatalogue;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@FlowTest
class ProblemsTest {

  @LocalServerPort private int port;

  private final Runway runway;
  private final HandWorker worker;
  private final JsonMapper json;
  private SignedIn browser;

  @Autowired
  ProblemsTest(Runway runway, HandWorker worker, JsonMapper json) {
    this.runway = runway;
    this.worker = worker;
    this.json = json;
  }

  @BeforeEach
  void signIn() throws Exception {
    runway.clear();
    browser = new SignedIn(port);
  }

  @AfterEach
  void leave() {
    browser.close();
  }

  @Test
  void startsARun() throws Exception {
    // when
    var answer = start("release", "harbour", "staging", "main");

    // then
    assertThat(answer.statusCode()).isEqualTo(201);
    worker.expect(StepCatalogue.FETCH);
  }

  @Test
  void namesTheApplicationsThatThereAre() throws Exception {
    // when
    JsonNode problem = refused(start("release", "barge", "staging", "main"));

    // then
    assertThat(problem.path("field").asString()).isEqualTo("application");
    assertThat(problem.path("allowed").toString()).contains("harbour");
  }

  @Test
  void namesTheEnvironmentsThatThereAre() throws Exception {
    // when
    JsonNode problem = refused(start("release", "harbour", "mars", "main"));

    // then
    assertThat(problem.path("field").asString()).isEqualTo("environment");
    assertThat(problem.path("allowed").toString()).contains("staging", "production");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--upload-pack=x", "$(reboot)", "a;b", "../..", "a b", "\u202emain", "-main"})
  void refusesWhatIsNoRefAndStartsNothing(String ref) throws Exception {
    // when
    JsonNode problem = refused(start("release", "harbour", "staging", ref));

    // then
    assertThat(problem.path("field").asString()).isEqualTo("ref");
    assertThat(problem.path("allowed").isMissingNode()).isFalse();
    worker.expectNothing();
  }

  @Test
  void refusesAnEndlessRefInAShortAnswer() throws Exception {
    // when
    var answer = start("release", "harbour", "staging", "x".repeat(5_000));

    // then
    assertThat(refused(answer).path("field").asString()).isEqualTo("ref");
    assertThat(answer.body().length()).isLessThan(2_000);
  }

  @Test
  void refusesAKindOfRunThatThereIsNot() throws Exception {
    // when
    JsonNode problem = refused(start("drill", "harbour", "staging", "main"));

    // then
    assertThat(problem.path("field").asString()).isEqualTo("kind");
    assertThat(problem.path("allowed").toString()).contains("release", "rollback");
  }

  @Test
  void answersWithNoMoreRunsThanAskedForAndSaysWhereToGoOn() throws Exception {
    // given
    runway.release("staging");
    long newer = runway.release("staging").number();

    // when
    JsonNode page = json.readTree(browser.get("/api/runs?limit=1").body());

    // then
    assertThat(page.path("runs")).hasSize(1);
    assertThat(page.path("next").asLong()).isEqualTo(newer);
  }

  @Test
  void answersAConflictWhenARunCannotBeCancelledAnyMore() throws Exception {
    // given
    long run = runway.release("staging").number();
    runway.to(StepCatalogue.PRUNE);

    // when
    var answer = browser.post("/api/runs/" + run + "/cancel", "{\"reason\":\"Too late\"}");

    // then
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("roll back");
  }

  @Test
  void saysThatThereIsNoSuchRun() throws Exception {
    assertThat(browser.get("/api/runs/999999").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> start(
      String kind, String application, String environment, String ref) throws Exception {
    var body = json.createObjectNode();
    body.put("kind", kind).put("application", application);
    body.put("environment", environment).put("ref", ref);
    return browser.post("/api/runs", body.toString());
  }

  private JsonNode refused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    return json.readTree(answer.body());
  }
}
