package dev.slipway.workers.step;

/**
 * The step failed. It left nothing behind, unless its failure is retriable and another attempt
 * follows, which looks at what is there. Never carries a secret.
 */
public final class StepFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  public StepFailedException(Failure failure) {
    super(failure.what() + ": " + failure.why());
    this.failure = failure;
  }

  public StepFailedException(Failure failure, Throwable cause) {
    super(failure.what() + ": " + failure.why(), cause);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
