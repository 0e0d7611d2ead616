package dev.slipway.bench.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.bench.figure.Result;
import dev.slipway.bench.figure.Samples;
import org.junit.jupiter.api.Test;

class HandoffTest {

  private static final Samples COMMIT = Samples.ofNanos(500_000);
  private static final Samples OVER_HTTP = Samples.ofNanos(6_000_000);

  @Test
  void judgesTheMedianInTheServersProcess() {
    // given
    Samples local = Samples.ofNanos(1_800_000, 1_700_000, 90_000_000);

    // when
    Result result = Handoff.result(local, COMMIT, OVER_HTTP, COMMIT);

    // then
    assertThat(result.verdict().line()).isEqualTo("handoff: p50 1.8 ms, goal 2.0 ms, met");
    assertThat(result.ratios()).containsEntry("over HTTP / commit", 12.0);
  }

  @Test
  void missesTheGoalAboveTwoMilliseconds() {
    // given
    Samples local = Samples.ofNanos(2_000_001);

    // when
    Result result = Handoff.result(local, COMMIT, OVER_HTTP, COMMIT);

    // then
    assertThat(result.verdict().met()).isFalse();
  }
}
