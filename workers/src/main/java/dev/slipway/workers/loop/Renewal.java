package dev.slipway.workers.loop;

import java.time.Instant;

/**
 * The answer to a renewal.
 *
 * @param lockedUntil when the lock runs out unless renewed again
 * @param cancelled whether the run was cancelled, so that the step must stop and clean up
 */
public record Renewal(Instant lockedUntil, boolean cancelled) {}
