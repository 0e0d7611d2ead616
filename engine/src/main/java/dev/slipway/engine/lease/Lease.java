package dev.slipway.engine.lease;

import dev.slipway.engine.run.Ages;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lease that is held, with its owner. Times are the database's.
 *
 * @param run the run that holds it
 * @param kind what the run is: {@code release} or {@code rollback}
 * @param ref what was asked for
 * @param commit the commit, once it is known
 * @param node the node whose worker has a step of the run in hand, if any has
 * @param fence its fencing token
 * @param heartbeatAt when its owner last gave a sign of life
 * @param expiresAt when it counts as expired, unless there is another sign before
 * @param age how long it is held
 */
public record Lease(
    long run,
    String kind,
    String ref,
    @Nullable String commit,
    String requestedBy,
    @Nullable String node,
    long fence,
    Instant takenAt,
    Instant heartbeatAt,
    Instant expiresAt,
    boolean expired,
    Duration age) {

  private static final int SHORT_COMMIT = 7;

  /** The owner in words: {@code run 12 (release of main at 1a2b3c4, asked for by rosa)}. */
  public String owner() {
    return "run "
        + run
        + " ("
        + (kind.equals("rollback") ? "rollback to " : kind + " of ")
        + ref
        + (commit == null || commit.startsWith(ref)
            ? ""
            : " at " + commit.substring(0, SHORT_COMMIT))
        + ", asked for by "
        + requestedBy
        + ")";
  }

  /** The owner, for how long, and whether it is silent. */
  public String words() {
    return owner()
        + " for "
        + Ages.words(age)
        + (node == null ? "" : " and worked on by " + node)
        + (expired ? "; it has given no sign of life since " + heartbeatAt : "");
  }
}
