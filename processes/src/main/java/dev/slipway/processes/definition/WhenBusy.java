package dev.slipway.processes.definition;

import java.util.Locale;

/** What a run does that finds the lease of its environment with another run. */
public enum WhenBusy {
  /** It waits for its turn, first come, first served. */
  QUEUE,
  /** It waits, and ends the older runs that wait too; never the one that holds the lease. */
  NEWEST,
  /** It is not started while another run is under way. */
  REFUSE;

  /** As it is written in the application file: {@code queue}. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  static WhenBusy of(String written) {
    return valueOf(written.toUpperCase(Locale.ROOT));
  }
}
