package dev.slipway.workers.router;

import dev.slipway.workers.step.Effect;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Every new request goes to the candidate.
 *
 * @param from the colour that served before, or null if none did
 * @param to the colour that serves
 * @param requests how many requests the probe sent around the swap
 * @param failed how many of them were not answered, or with status 500 or above
 * @param resets how many of the failed ones ended in a broken connection
 * @param at when the router sent every request to the candidate
 */
public record Swapped(
    @Nullable String from, String to, long requests, long failed, long resets, Instant at)
    implements Effect {}
