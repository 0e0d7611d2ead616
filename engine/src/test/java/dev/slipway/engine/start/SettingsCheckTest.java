package dev.slipway.engine.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class SettingsCheckTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withUserConfiguration(Wired.class)
          .withBean(SettingsCheck.class, SettingsCheck::new);

  @Test
  void startsWithSettingsThatAreKnown() {
    runner
        .withPropertyValues("slipway.example.port=1", "other.key=2")
        .run(context -> assertThat(context).hasNotFailed());
  }

  @Test
  void refusesASettingThatNobodyReads() {
    runner
        .withPropertyValues("slipway.example.prt=1")
        .run(
            context ->
                assertThat(context.getStartupFailure())
                    .isInstanceOf(CannotStartException.class)
                    .hasMessage(
                        "There is no setting slipway.example.prt. Did you mean"
                            + " slipway.example.port? Correct the name or remove it."));
  }

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(Example.class)
  static class Wired {}

  @ConfigurationProperties("slipway.example")
  record Example(int port) {}
}
