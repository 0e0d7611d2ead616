package dev.slipway.engine.run;

import java.util.Locale;

/** What a run is doing. */
public enum RunStatus {
  /** It waits for a person's approval or for the lease. */
  WAITING,
  RUNNING,
  /** It undoes what it had changed. */
  HAULING_BACK,
  /** It stands still, with its lease, until a person decides. */
  HELD,
  ENDED;

  /** As it is written in the API: {@code hauling-back}. */
  public String written() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads a status as it is written. */
  public static RunStatus of(String written) {
    return valueOf(written.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
