package dev.slipway.engine.task;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How tasks are brought to mind.
 *
 * @param remind after how long a task that is still open is brought to mind, again and again; zero
 *     for never
 */
@ConfigurationProperties("slipway.tasks")
record TaskProperties(@DefaultValue("24h") Duration remind) {

  TaskProperties {
    if (remind.isNegative()) {
      throw new IllegalArgumentException(
          "slipway.tasks.remind is negative: give a duration such as 24h, or 0s for no reminders");
    }
  }
}
