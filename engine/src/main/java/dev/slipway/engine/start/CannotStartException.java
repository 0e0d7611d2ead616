package dev.slipway.engine.start;

import org.jspecify.annotations.Nullable;

/** The server cannot start, for a reason that the person who starts it can do something about. */
public final class CannotStartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param what what is wrong, with the name of the thing, without a full stop
   * @param next what to do about it, without a full stop
   */
  public CannotStartException(String what, String next) {
    this(what, next, null);
  }

  public CannotStartException(String what, String next, @Nullable Throwable cause) {
    super(what + ". " + next + ".", cause);
  }
}
