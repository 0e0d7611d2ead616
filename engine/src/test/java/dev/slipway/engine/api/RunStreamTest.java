package dev.slipway.engine.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.event.RunEvents;
import dev.slipway.engine.flow.FlowTest;
import dev.slipway.engine.flow.HandWorker;
import dev.slipway.engine.flow.Runway;
import dev.slipway.engine.log.StepLogs;
import dev.slipway.engine.run.Run;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.workers.loop.LogLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@FlowTest
class RunStreamTest {

  @LocalServerPort private int port;

  private final Runway runway;
  private final HandWorker worker;
  private final StepLogs logs;
  private final RunEvents events;
  private SignedIn browser;

  @Autowired
  RunStreamTest(Runway runway, HandWorker worker, StepLogs logs, RunEvents events) {
    this.runway = runway;
    this.worker = worker;
    this.logs = logs;
    this.events = events;
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
  void replaysWhatHappenedAfterAnEvent() throws Exception {
    // given
    Run run = runway.release("staging");
    var build = runway.to(StepCatalogue.BUILD);
    long seen = events.last(run.number());
    runway.succeed(build);

    // when
    var heard =
        hear("/api/runs/" + run.number() + "/events?after=" + seen, "", about("step", "-plan"));

    // then
    assertThat(heard)
        .allSatisfy(
            each -> assertThat(Long.parseLong(each.getOrDefault("id", "0"))).isGreaterThan(seen));
    assertThat(heard).noneMatch(about("step", "-fetch"));
  }

  @Test
  void tellsWhatHappensWhileItIsFollowed() throws Exception {
    // given
    Run run = runway.release("staging");
    var claim = runway.to(StepCatalogue.FETCH);
    long seen = events.last(run.number());

    try (var stream = reader("/api/runs/" + run.number() + "/events?after=" + seen, "")) {
      // when
      worker.progress(claim, "half way");

      // then
      assertThat(until(stream, about("step", "half way")).getLast()).containsEntry("event", "step");
    }
  }

  @Test
  void sendsLogLinesInOrderAndTakesUpAfterTheLastOneSeen() throws Exception {
    // given
    Run run = runway.release("staging");
    String step = runway.to(StepCatalogue.FETCH).key().value();
    for (String text : List.of("one", "two", "three", "four")) {
      logs.append(
          run.number(), step, List.of(new LogLine(Instant.EPOCH, LogLine.Stream.OUT, text)));
    }
    String path =
        "/api/runs/" + run.number() + "/events?log=true&after=" + events.last(run.number());

    // when
    var heard = hear(path, "", about("log", "two"));
    var later = hear(path, heard.getLast().getOrDefault("id", ""), about("log", "four"));

    // then
    assertThat(heard).extracting(each -> each.get("event")).containsExactly("log", "log");
    assertThat(heard.getLast().get("id")).startsWith("L");
    assertThat(later).hasSize(2);
    assertThat(later.getFirst().get("data")).contains("three");
  }

  @Test
  void tellsAReaderOfTheTailThatItWasFarBehindAndGoesOnNearTheEnd() throws Exception {
    // given
    Run run = runway.release("staging");
    String step = runway.to(StepCatalogue.FETCH).key().value();
    logs.append(
        run.number(),
        step,
        IntStream.rangeClosed(1, 7_000)
            .mapToObj(i -> new LogLine(Instant.EPOCH, LogLine.Stream.OUT, "line " + i + " of all"))
            .toList());
    String path = "/api/runs/" + run.number() + "/events?after=" + events.last(run.number());

    // when
    var tail = hear(path + "&tail=true", "", about("log", "line 7000 of"));
    var whole = hear(path + "&log=true", "", about("log", "line 7000 of"));

    // then
    assertThat(tail).extracting(each -> each.get("event")).startsWith("gap", "log").hasSize(1_001);
    assertThat(tail.get(1).get("data")).contains("line 6001 of");
    assertThat(whole).hasSize(7_000);
  }

  private List<Map<String, String>> hear(
      String path, String lastEventId, Predicate<Map<String, String>> last)
      throws IOException, InterruptedException {
    try (var stream = reader(path, lastEventId)) {
      return until(stream, last);
    }
  }

  private BufferedReader reader(String path, String lastEventId)
      throws IOException, InterruptedException {
    return new BufferedReader(
        new InputStreamReader(browser.follow(path, lastEventId), StandardCharsets.UTF_8));
  }

  private static List<Map<String, String>> until(
      BufferedReader stream, Predicate<Map<String, String>> last) throws IOException {
    List<Map<String, String>> heard = new ArrayList<>();
    Map<String, String> event = new TreeMap<>();
    for (String line = stream.readLine(); line != null; line = stream.readLine()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        event.put(line.substring(0, colon), line.substring(colon + 1));
      } else if (line.isEmpty() && !event.isEmpty()) {
        heard.add(event);
        if (last.test(event)) {
          return heard;
        }
        event = new TreeMap<>();
      }
    }
    throw new AssertionError("The stream ended after " + heard);
  }

  private static Predicate<Map<String, String>> about(String kind, String text) {
    return event ->
        kind.equals(event.get("event")) && event.getOrDefault("data", "").contains(text);
  }
}
