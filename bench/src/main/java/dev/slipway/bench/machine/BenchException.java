package dev.slipway.bench.machine;

/** A measurement cannot be made; the message says what failed, why, and what to do. */
public final class BenchException extends Exception {

  private static final long serialVersionUID = 1L;

  public BenchException(String what) {
    super(what);
  }

  public BenchException(String what, Throwable cause) {
    super(what, cause);
  }
}
