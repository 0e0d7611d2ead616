package dev.slipway.workers.loop.http;

/** What a server and its workers have agreed on. */
public final class Protocol {

  /**
   * Goes up with every change that a worker or server of before would not understand: of the
   * messages, of the effects that steps prove, or of what topics mean.
   */
  public static final int VERSION = 3;

  private Protocol() {}
}
