package dev.slipway.engine.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StepPropertiesTest {

  private static final Duration LOCK = Duration.ofSeconds(15);

  @Test
  void theLongestWaitIsThatAfterManyFailures() {
    // given
    StepProperties shipped = new StepProperties(LOCK, Duration.ofSeconds(2));

    // then
    assertThat(shipped.longestWait())
        .isEqualTo(shipped.pauseAfter(100))
        .isEqualTo(Duration.ofSeconds(64));
  }

  @Test
  void theLongestWaitIsAMinuteWherePausesAreShort() {
    // given
    StepProperties hasty = new StepProperties(LOCK, Duration.ofMillis(1));

    // then
    assertThat(hasty.longestWait()).isEqualTo(Duration.ofMinutes(1));
  }
}
