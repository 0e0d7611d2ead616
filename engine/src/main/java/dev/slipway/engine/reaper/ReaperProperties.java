package dev.slipway.engine.reaper;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the reaper goes its rounds.
 *
 * @param every the pause between two rounds; zero for none
 * @param patience how long something must look lost, round after round, before it is acted on
 * @param unclaimed how long a step may wait for a worker before a person is asked
 */
@ConfigurationProperties("slipway.reaper")
record ReaperProperties(
    @DefaultValue("5s") Duration every,
    @DefaultValue("15s") Duration patience,
    @DefaultValue("15m") Duration unclaimed) {}
