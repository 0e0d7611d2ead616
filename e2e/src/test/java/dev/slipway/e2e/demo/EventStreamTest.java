package dev.slipway.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventStreamTest {

  private static final Duration SOON = Duration.ofSeconds(5);

  @Test
  void readsEventsPastHeartbeatsAndTellsTheEnd() throws Exception {
    // given
    Stream<String> lines =
        Stream.of(
            ": beat",
            "",
            "id: 7",
            "event: step",
            "data: {\"a\":1}",
            "",
            "event:run",
            "data:{}",
            "");
    try (EventStream events = new EventStream(lines)) {
      // then
      assertThat(events.next(SOON)).hasValue(new EventStream.Event("7", "step", "{\"a\":1}"));
      assertThat(events.next(SOON)).hasValue(new EventStream.Event("7", "run", "{}"));
      assertThat(events.next(SOON)).hasValue(new EventStream.Event("7", EventStream.CLOSED, ""));
    }
  }
}
