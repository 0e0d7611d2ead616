package dev.slipway.workers.loop;

import dev.slipway.workers.step.StepKey;

/** The claim was lost: its lock ran out, or the step was given to another worker. */
public final class NoLongerYoursException extends Exception {

  private static final long serialVersionUID = 1L;

  public NoLongerYoursException(StepKey key) {
    super("Step " + key + " belongs to another worker now");
  }
}
