package dev.slipway.workers.loop.http;

/** The server could not be asked, or did not do what it was asked. */
public final class WorkSourceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  WorkSourceException(String message, int status) {
    super(message);
    this.status = status;
  }

  WorkSourceException(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
  }

  /** The HTTP status, or 0 if there was no answer. */
  public int status() {
    return status;
  }
}
