package dev.slipway.workers.git;

import java.time.Instant;

/**
 * A commit, as far as people want to read of it.
 *
 * @param hash its full hash
 * @param author who wrote it
 * @param at when it was committed
 * @param subject the first line of its message, at most 200 characters; may be empty
 */
public record Commit(String hash, String author, Instant at, String subject) {}
