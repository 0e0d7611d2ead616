package dev.slipway.workers.loop;

/**
 * The answer to a renewal.
 *
 * @param lockMillis how long from now on the lock holds unless renewed again, in milliseconds; not
 *     a moment, because two clocks may differ
 * @param cancelled whether the run was cancelled, so that the step must stop and clean up
 */
public record Renewal(long lockMillis, boolean cancelled) {}
