package dev.slipway.workers.loop;

/** A secret that a step may not have; the message says why and what to do, never the value. */
public final class SecretNotGivenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SecretNotGivenException(String why) {
    super(why);
  }
}
