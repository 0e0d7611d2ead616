package dev.slipway.processes.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "30s, PT30S",
    "5m, PT5M",
    "2h, PT2H",
    "3d, PT72H",
    "0s, PT0S",
    "999999999d, PT23999999976H"
  })
  void readsWhatPeopleWrite(String written, Duration duration) {
    assertThat(Durations.read(written)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30",
        "s",
        "-1s",
        "1.5s",
        "1 s",
        "1S",
        "1w",
        "1m30s",
        "1000000000s",
        "\u0661s"
      })
  void refusesEverythingElse(String written) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.read(written))
        .withMessageContaining("such as 30s");
  }
}
