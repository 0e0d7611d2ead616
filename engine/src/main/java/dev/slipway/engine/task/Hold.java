package dev.slipway.engine.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody looks into a task, and wants it left as it is meanwhile.
 *
 * @param until when it comes up again; null if only the usual reminders do
 */
public record Hold(String by, Instant at, @Nullable Instant until, String reason) {}
