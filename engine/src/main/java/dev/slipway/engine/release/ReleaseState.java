package dev.slipway.engine.release;

import java.util.Locale;

/** What is known of a release. */
public enum ReleaseState {
  /** Its artifact is there; it has not proven itself. */
  BUILT,
  /** It has served and passed every check. */
  GOOD,
  /** Its run was hauled back. */
  FAILED,
  /** Its artifact was removed. */
  GONE;

  /** As it is written in tables and in the API. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ReleaseState of(String written) {
    return valueOf(written.toUpperCase(Locale.ROOT));
  }
}
