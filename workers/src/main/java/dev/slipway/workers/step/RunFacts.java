package dev.slipway.workers.step;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a step may know of its run.
 *
 * @param run the run's number
 * @param kind {@code release} or {@code rollback}
 * @param application the application's name
 * @param environment the environment's name
 * @param definition the application file as it was when the run started, as YAML
 * @param ref what was asked for: a branch, a tag or a commit; for a rollback the release's id
 * @param release the id of the release that this run puts in place, such as {@code r42-1a2b3c4d5e};
 *     the name of its directory
 * @param requestedBy who started the run
 * @param leaseFence the fencing token of the lease, or 0 while the run holds none
 * @param cancelled whether the run was cancelled
 * @param target for a rollback the release to go back to; for a release null until it is built
 * @param serving what serves in the environment, or null if nothing ever did
 * @param disposable ids of releases that retention lets go of, oldest first
 * @param accepted what was seen on the target and contradicts the history, word for word, if a
 *     person has accepted it
 */
public record RunFacts(
    long run,
    String kind,
    String application,
    String environment,
    String definition,
    String ref,
    String release,
    String requestedBy,
    long leaseFence,
    boolean cancelled,
    @Nullable ReleaseFacts target,
    @Nullable ReleaseFacts serving,
    List<String> disposable,
    @Nullable String accepted) {

  public RunFacts {
    disposable = List.copyOf(disposable);
  }

  /**
   * A release that was built.
   *
   * @param id its id, and the name of its directory
   * @param commit the full commit hash
   * @param artifact the digest of what was built, {@code sha256:…}
   * @param colour the colour it serves on, {@code blue} or {@code green}, or null if it does not
   *     serve
   */
  public record ReleaseFacts(String id, String commit, String artifact, @Nullable String colour) {}
}
