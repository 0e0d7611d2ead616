package dev.slipway.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class DatabasePropertiesTest {

  @Test
  void hasTheseDefaults() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new DatabaseProperties(
                null,
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                100,
                DataSize.ofMegabytes(128)));
  }

  @Test
  void readsDurationsAndSizes() {
    assertThat(
            bind(
                Map.of(
                    "slipway.database.start-within", "5m",
                    "slipway.database.shared-buffers", "1GB")))
        .returns(Duration.ofMinutes(5), DatabaseProperties::startWithin)
        .returns(DataSize.ofGigabytes(1), DatabaseProperties::sharedBuffers);
  }

  private static DatabaseProperties bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("slipway.database", DatabaseProperties.class);
  }
}
