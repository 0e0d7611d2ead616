package dev.slipway.workers.loop;

/** There will be no work for this worker, however often it asks; says why and what to do. */
public final class WorkerRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public WorkerRefusedException(String message) {
    super(message);
  }
}
