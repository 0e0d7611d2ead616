package dev.slipway.engine.step;

import dev.slipway.engine.run.Run;
import dev.slipway.workers.step.Failure;

/** Is told when a step needs a person. */
public interface HeldSteps {

  /** A step has failed, or nobody knows whether it happened; the run stands still. */
  void held(Run run, Step step, Failure failure, boolean unknown);
}
