package dev.slipway.engine.step;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How steps are handed to workers.
 *
 * @param lock how long a worker may be silent before its step goes to another
 * @param retryPause the pause before a failed step is tried again; doubles with each failure
 */
@ConfigurationProperties("slipway.step")
record StepProperties(
    @DefaultValue("15s") Duration lock, @DefaultValue("2s") Duration retryPause) {}
