package dev.slipway.engine.secret;

/** A secret that is there but may not be used as it is; the message says why, never the value. */
public final class SecretRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SecretRefusedException(String what) {
    super(what);
  }
}
