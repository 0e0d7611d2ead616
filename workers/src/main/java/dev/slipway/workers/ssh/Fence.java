package dev.slipway.workers.ssh;

import dev.slipway.workers.step.FencingToken;
import dev.slipway.workers.step.StepStoppedException;

/**
 * Keeps a worker whose time is over from changing the host: what it guards is refused once a newer
 * run, or a newer claim of the same step, has been there.
 *
 * @param directory the absolute directory that keeps the greatest lease token seen, in the file
 *     {@code fence}, and for every step that was claimed more than once its greatest claim, in
 *     {@code claims/<step>}
 * @param token what the worker shows
 */
record Fence(String directory, FencingToken token) {

  /** The status by which a guarded command says that a newer worker has been there. */
  static final int REFUSED = 97;

  Fence {
    ShellQuote.requireAbsolute(directory);
  }

  /** Where the fence of an environment is. */
  static Fence below(String root, FencingToken token) {
    return new Fence(root + "/.slipway", token);
  }

  /**
   * Ends a step that another worker has taken over; that one reports how it ends.
   *
   * @param said what the host said when it refused
   */
  static void throwIfTakenOver(String said) throws StepStoppedException {
    if (said.contains("slipway: claim")) {
      throw new StepStoppedException(StepStoppedException.Reason.HANDED_OVER);
    }
  }
}
