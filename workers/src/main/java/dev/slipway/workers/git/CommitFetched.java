package dev.slipway.workers.git;

import dev.slipway.workers.step.Effect;
import java.time.Instant;

/**
 * The one commit that a run releases.
 *
 * @param commit its full hash
 * @param subject the first line of its message, at most 200 characters; may be empty
 * @param author who wrote it
 * @param at when it was committed
 */
public record CommitFetched(String commit, String subject, String author, Instant at)
    implements Effect {}
