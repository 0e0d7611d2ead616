package dev.slipway.bench.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.bench.figure.Result;
import dev.slipway.bench.figure.Samples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final long MILLI = 1_000_000;

  @Test
  void meetsTheGoalWhenNoPeerIsFaster() {
    // when
    Result result = Comparison.of(samples(90, 300, 100, 1_800), List.of());

    // then
    assertThat(result.verdict().line())
        .isEqualTo("commands: 0.90 x ssh, 0.05 x Capistrano, goal at most 1.0 x each, met");
    assertThat(result.ratios())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("Slipway / ssh", 0.9, "Slipway / Capistrano", 0.05));
  }

  @Test
  void missesTheGoalWhenOnePeerIsFaster() {
    // when
    Result result = Comparison.of(samples(120, 90, 100, 1_800), List.of());

    // then
    assertThat(result.verdict().met()).isFalse();
  }

  @Test
  void isNotComparedWithItself() {
    // when
    Result result = Comparison.of(samples(90, 10, 100, 1_800), List.of());

    // then
    assertThat(result.verdict().met()).isTrue();
  }

  @Test
  void saysWhatWasLeftOut() {
    // when
    Result result = Comparison.of(samples(90, 300, 100, 1_800), List.of("Ansible: not there"));

    // then
    assertThat(result.leftOut()).containsExactly("Ansible: not there");
  }

  private static Map<String, Samples> samples(
      long slipway, long cold, long ssh, long capistrano) {
    Map<String, Samples> samples = new LinkedHashMap<>();
    samples.put(SlipwayContestant.COLD, Samples.ofNanos(cold * MILLI));
    samples.put(SlipwayContestant.NAME, Samples.ofNanos(slipway * MILLI));
    samples.put(SshContestant.NAME, Samples.ofNanos(ssh * MILLI));
    samples.put(CapistranoContestant.NAME, Samples.ofNanos(capistrano * MILLI));
    return samples;
  }
}
