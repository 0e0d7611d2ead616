package dev.slipway.engine.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;

class KnownSettingsTest {

  private final KnownSettings settings = new KnownSettings();

  KnownSettingsTest() {
    settings.add(Example.class);
  }

  @Test
  void knowsASettingHoweverItsNameIsWritten() {
    assertThat(settings.has("slipway.example.start-within")).isTrue();
    assertThat(settings.has("slipway.example.startWithin")).isTrue();
    assertThat(settings.has("slipway.example.nested.port")).isTrue();
    assertThat(settings.has("slipway.example.names[0]")).isTrue();
    assertThat(settings.hasVariable("SLIPWAY_EXAMPLE_STARTWITHIN")).isTrue();
    assertThat(settings.hasVariable("SLIPWAY_EXAMPLE_START_WITHIN")).isTrue();
  }

  @Test
  void knowsNoOther() {
    assertThat(settings.has("slipway.example.start-withing")).isFalse();
    assertThat(settings.has("slipway.example.nested")).isFalse();
    assertThat(settings.hasVariable("SLIPWAY_EXEMPLE_NAMES")).isFalse();
  }

  @Test
  void suggestsTheNearest() {
    assertThat(settings.nearest("slipway.exmaple.start-within"))
        .contains("slipway.example.start-within");
    assertThat(settings.nearest("slipway.something-else-altogether")).isEmpty();
  }

  @ConfigurationProperties("slipway.example")
  record Example(Duration startWithin, Nested nested, List<String> names) {}

  record Nested(int port) {}
}
