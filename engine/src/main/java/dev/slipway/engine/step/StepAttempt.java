package dev.slipway.engine.step;

import dev.slipway.workers.step.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One time a worker had a step in its hands.
 *
 * @param result how it ended, in a word; null while it goes on, {@code lost} when its lock ran out
 */
public record StepAttempt(
    int attempt,
    String worker,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String result,
    @Nullable Failure failure) {}
