package dev.slipway.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void writesDurationsWithTheDigitsThatMatter() {
    assertThat(Words.millis(0.4249)).isEqualTo("0.42 ms");
    assertThat(Words.millis(1.84)).isEqualTo("1.8 ms");
    assertThat(Words.millis(240.4)).isEqualTo("240 ms");
    assertThat(Words.millis(4_120)).isEqualTo("4.1 s");
  }

  @Test
  void writesRatiosWithTheDigitsThatMatter() {
    assertThat(Words.ratio(0.063)).isEqualTo("0.06 x");
    assertThat(Words.ratio(0.999)).isEqualTo("1.0 x");
    assertThat(Words.ratio(2.04)).isEqualTo("2.0 x");
  }
}
