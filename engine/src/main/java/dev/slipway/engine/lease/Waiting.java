package dev.slipway.engine.lease;

import java.time.Instant;

/**
 * A run that waits for a lease.
 *
 * @param place counts from 1
 * @param since when it began to wait
 */
public record Waiting(
    long run, int place, String kind, String ref, String requestedBy, Instant since) {}
