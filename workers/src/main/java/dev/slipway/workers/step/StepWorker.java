package dev.slipway.workers.step;

import dev.slipway.processes.catalogue.Topic;

/**
 * Performs the steps of one topic.
 *
 * <p>A step is idempotent under its {@linkplain StepContext#key() key}: it may be performed again
 * after a crash, a cut connection or a hand-over, so it first looks at what is already there. A
 * step that fails for good removes its own partial effects before it reports; one that cannot is
 * {@linkplain StepResult.Unknown unknown}. Also a run that is cancelled meanwhile has every step
 * performed again that was left half-way, and asks it to stop at once. One instance serves every
 * run, from several threads.
 */
public interface StepWorker {

  Topic topic();

  /**
   * Performs one step, to its end.
   *
   * @throws StepFailedException if the step failed and left nothing behind, or nothing that the
   *     next attempt would not find
   * @throws StepStoppedException if it was asked to stop; when cancelled, after cleaning up behind
   *     itself, and otherwise leaving everything as it is for the next worker to find
   * @throws InterruptedException if the worker's process is shutting down
   */
  StepResult perform(StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException;
}
