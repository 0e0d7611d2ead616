package dev.slipway.engine.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done about a task.
 *
 * @param by the account, or {@code slipway}
 * @param what the {@link Choice} that was made, or {@code expired}, {@code cancelled}, {@code
 *     reminded} or {@code asked-again}
 * @param until of a hold, when it ends, if it does by itself
 */
public record TaskEntry(
    Instant at, String by, String what, String reason, @Nullable Instant until) {}
