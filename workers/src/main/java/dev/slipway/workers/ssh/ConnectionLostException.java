package dev.slipway.workers.ssh;

/** The connection broke, or the host opened no further channel on it. */
final class ConnectionLostException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean begun;

  /**
   * @param begun whether the host may have begun what was asked of it
   */
  ConnectionLostException(String message, boolean begun, Throwable cause) {
    super(message, cause);
    this.begun = begun;
  }

  ConnectionLostException(String message, boolean begun) {
    super(message);
    this.begun = begun;
  }

  boolean begun() {
    return begun;
  }
}
