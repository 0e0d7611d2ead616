package dev.slipway.workers.git;

import dev.slipway.processes.definition.GitRef;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepFailedException;

/** Reads what somebody asked to release. */
public final class Refs {

  private Refs() {}

  /**
   * A ref whose shape is safe to hand to git.
   *
   * @throws StepFailedException if it cannot be a branch, a tag or a commit
   */
  public static GitRef read(String asked) throws StepFailedException {
    try {
      return new GitRef(asked);
    } catch (IllegalArgumentException e) {
      String refused = e.getMessage();
      throw new StepFailedException(
          Failure.of(
              "The ref that was asked for",
              refused == null ? "it is not one" : refused,
              "Ask for " + GitRef.ALLOWED),
          e);
    }
  }
}
