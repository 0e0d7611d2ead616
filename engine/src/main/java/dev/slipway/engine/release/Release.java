package dev.slipway.engine.release;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One artifact of one commit, built for one environment.
 *
 * @param id the name of its directory
 * @param run the run that built it
 * @param artifact the digest of what was built
 * @param pinned whether retention must keep it
 * @param provenAt when it last passed every check while it served
 */
public record Release(
    String application,
    String environment,
    String id,
    long run,
    String commit,
    String subject,
    String artifact,
    ReleaseState state,
    boolean pinned,
    Instant builtAt,
    @Nullable Instant provenAt) {}
