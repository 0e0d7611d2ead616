package dev.slipway.workers.git;

import dev.slipway.workers.step.StepStoppedException;

/** Asked again and again while a command runs; {@code step::checkStop} inside a step. */
@FunctionalInterface
public interface StopSign {

  /** For work that no step stands behind. */
  StopSign NEVER = () -> {};

  void check() throws StepStoppedException;
}
