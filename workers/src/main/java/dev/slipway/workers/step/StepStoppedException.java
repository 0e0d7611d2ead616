package dev.slipway.workers.step;

/** The step was asked to stop before its end. */
public final class StepStoppedException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why a step is asked to stop. */
  public enum Reason {
    /** A person cancelled the run: end what runs remotely, clean up, then report. */
    CANCELLED,
    /** The step belongs to another worker now, or soon will: leave everything as it is. */
    HANDED_OVER
  }

  private final Reason reason;

  public StepStoppedException(Reason reason) {
    super(
        switch (reason) {
          case CANCELLED -> "The run was cancelled";
          case HANDED_OVER -> "The step was handed over to another worker";
        });
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
