package dev.slipway.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveriesTest {

  @Test
  void missesItsGoalWhenMoreThanOneInTwentyTakesLonger() {
    // given
    List<Duration> mostlyFast = times(18, 2);

    // when
    var result = Recoveries.result(mostlyFast);

    // then
    assertThat(result.verdict().met()).isFalse();
  }

  @Test
  void meetsItsGoalWhenOneInTwentyTakesLonger() {
    // given
    List<Duration> allButOneFast = times(39, 1);

    // when
    var result = Recoveries.result(allButOneFast);

    // then
    assertThat(result.verdict().met()).isTrue();
    assertThat(result.lines()).last().asString().contains("40");
  }

  private static List<Duration> times(int fast, int slow) {
    List<Duration> all = new ArrayList<>(Collections.nCopies(fast, Duration.ofSeconds(3)));
    all.addAll(Collections.nCopies(slow, Duration.ofSeconds(9)));
    return all;
  }
}
