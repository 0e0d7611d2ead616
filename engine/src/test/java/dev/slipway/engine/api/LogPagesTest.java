package dev.slipway.engine.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.flow.FlowTest;
import dev.slipway.engine.flow.Runway;
import dev.slipway.engine.log.StepLogs;
import dev.slipway.workers.loop.LogLine;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@FlowTest
class LogPagesTest {

  @LocalServerPort private int port;

  private final Runway runway;
  private final StepLogs logs;
  private final JsonMapper json;
  private SignedIn browser;

  @Autowired
  LogPagesTest(Runway runway, StepLogs logs, JsonMapper json) {
    this.runway = runway;
    this.logs = logs;
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
  void readsALogBackwardsFromItsEnd() throws Exception {
    // given
    long run = runway.release("staging").number();
    logs.append(
        run,
        run + "-build",
        IntStream.rangeClosed(1, 5)
            .mapToObj(i -> new LogLine(Instant.EPOCH, LogLine.Stream.OUT, "line " + i))
            .toList());

    // when
    JsonNode end = page(run, Long.MAX_VALUE);
    JsonNode before = page(run, end.path("next").asLong());
    JsonNode first = page(run, before.path("next").asLong());

    // then
    assertThat(texts(end)).containsExactly("line 4", "line 5");
    assertThat(texts(before)).containsExactly("line 2", "line 3");
    assertThat(texts(first)).containsExactly("line 1");
    assertThat(first.path("next").isNull()).isTrue();
  }

  private JsonNode page(long run, long before) throws Exception {
    return json.readTree(browser.get("/api/runs/" + run + "/log?limit=2&before=" + before).body());
  }

  private static List<String> texts(JsonNode page) {
    return page.path("lines").valueStream().map(line -> line.path("text").asString()).toList();
  }
}
