package dev.slipway.engine.run;

import dev.slipway.workers.step.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One process instance of any kind.
 *
 * @param number counts up from 1
 * @param kind {@code release} or {@code rollback}; the key of its model
 * @param ref what was asked for: a branch, a tag or a commit; for a rollback the release's id
 * @param definition the application file as it was when the run started
 * @param release the id of the release it puts in place
 * @param target for a rollback the release it goes back to
 * @param commit the commit, once it is known
 * @param subject the first line of the commit's message, or empty
 * @param plan the plan as JSON, once it is made
 * @param outcome null while the run goes on undisturbed
 * @param words the outcome or the present state, for people
 * @param waitsFor what it waits for just now
 * @param failure what went wrong first
 * @param leaseFence the fencing token of its lease, or 0
 * @param noReturn whether the new version has proven itself, so that nothing is undone any more
 * @param haulingBack whether it has begun to undo what it had changed, also while it is held
 * @param cancelledBy who cancelled it
 * @param accepted what was seen on the target and contradicts the history, word for word, if a
 *     person has accepted it
 * @param probe how the swap went for those who asked meanwhile
 */
public record Run(
    long number,
    String kind,
    String application,
    String environment,
    String ref,
    String requestedBy,
    Instant requestedAt,
    String definition,
    String release,
    @Nullable String target,
    @Nullable String commit,
    String subject,
    @Nullable String plan,
    @Nullable String planDigest,
    RunStatus status,
    @Nullable Outcome outcome,
    String words,
    @Nullable String waitsFor,
    @Nullable Failure failure,
    long leaseFence,
    boolean noReturn,
    boolean haulingBack,
    @Nullable String cancelledBy,
    @Nullable String cancelReason,
    @Nullable String accepted,
    @Nullable Probe probe,
    @Nullable Instant endedAt) {

  /**
   * What the probe saw while traffic was switched.
   *
   * @param requests how many requests it made
   * @param failed how many of them were not answered as they should
   * @param resets how many of those were cut off
   */
  public record Probe(int requests, int failed, int resets) {}

  public boolean cancelled() {
    return cancelledBy != null;
  }

  public boolean ended() {
    return status == RunStatus.ENDED;
  }
}
