package dev.slipway.e2e.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the demo reads of a run. */
record RunView(
    long run,
    String status,
    @Nullable String outcome,
    @Nullable String words,
    @Nullable String release,
    @Nullable String waitsFor,
    @Nullable Instant requestedAt,
    @Nullable Instant endedAt,
    @Nullable Integer lostRequests) {

  /** Whether nothing more happens by itself. */
  boolean over() {
    return status.equals("ended") || status.equals("held");
  }

  String outcomeOrStatus() {
    return Objects.requireNonNullElse(outcome, status);
  }

  int lost() {
    return Objects.requireNonNullElse(lostRequests, 0);
  }

  Duration took() {
    Instant begin = requestedAt;
    Instant end = endedAt;
    return begin == null || end == null ? Duration.ZERO : Duration.between(begin, end);
  }
}
