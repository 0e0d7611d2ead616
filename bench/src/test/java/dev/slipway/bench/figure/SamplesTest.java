package dev.slipway.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SamplesTest {

  private static final long MILLI = 1_000_000;

  @Test
  void takesThePercentileOfTheNearestRank() {
    // given
    Samples hundred = new Samples();
    LongStream.rangeClosed(1, 100).map(number -> 101 - number).forEach(n -> hundred.add(n * MILLI));

    // when, then
    assertThat(hundred.median()).isEqualTo(50);
    assertThat(hundred.percentile(90)).isEqualTo(90);
    assertThat(hundred.percentile(99)).isEqualTo(99);
    assertThat(hundred.most()).isEqualTo(100);
    assertThat(hundred.least()).isEqualTo(1);
  }

  @Test
  void takesTheOnlySampleForEveryPercentile() {
    // given
    Samples one = Samples.ofNanos(7 * MILLI);

    // when, then
    assertThat(one.percentile(0.1)).isEqualTo(7);
    assertThat(one.percentile(100)).isEqualTo(7);
  }

  @Test
  void takesTheMiddleOneOfAnOddNumberAsMedian() {
    // given
    Samples three = Samples.ofNanos(9 * MILLI, 1 * MILLI, 2 * MILLI);

    // when, then
    assertThat(three.median()).isEqualTo(2);
  }

  @Test
  void givesTheRatioOfMedians() {
    // given
    Samples slow = Samples.ofNanos(3 * MILLI, 4 * MILLI, 500 * MILLI);
    Samples fast = Samples.ofNanos(1 * MILLI, 2 * MILLI, 2 * MILLI);

    // when
    double ratio = slow.ratioTo(fast);

    // then
    assertThat(ratio).isEqualTo(2);
  }

  @Test
  void keepsTheOrderOfMeasuring() {
    // given
    Samples samples = Samples.ofNanos(3 * MILLI, MILLI / 2);

    // when, then
    assertThat(samples.millis()).containsExactly(3.0, 0.5);
  }

  @Test
  void refusesAFigureOfNothing() {
    assertThatIllegalStateException().isThrownBy(() -> new Samples().median());
  }

  @Test
  void refusesWhatIsNoPercentile() {
    // given
    Samples one = Samples.ofNanos(MILLI);

    // when, then
    assertThatIllegalArgumentException().isThrownBy(() -> one.percentile(0));
    assertThatIllegalArgumentException().isThrownBy(() -> one.percentile(100.1));
    assertThatIllegalArgumentException().isThrownBy(() -> one.percentile(Double.NaN));
  }
}
