package dev.slipway.engine.run;

import java.util.Locale;

/** How a run ended, or, for {@link #NEEDS_HUMAN}, why it cannot end yet. */
public enum Outcome {
  /** The new version serves. */
  LIVE,
  /** The old version serves and everything else is undone. */
  RESTORED,
  /** Somebody said no, or nobody said yes in time. */
  REJECTED,
  CANCELLED,
  /** Held with its lease; a task is open. */
  NEEDS_HUMAN;

  /** As it is written in the API: {@code needs-human}. */
  public String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads an outcome as it is written. */
  public static Outcome of(String written) {
    return valueOf(written.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
