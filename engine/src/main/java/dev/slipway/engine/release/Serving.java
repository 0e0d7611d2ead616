package dev.slipway.engine.release;

import java.time.Instant;

/** What serves in an environment, as the last swap left it. */
public record Serving(Release release, String colour, Instant since, long run) {}
