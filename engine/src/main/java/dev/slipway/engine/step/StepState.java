package dev.slipway.engine.step;

import java.util.Locale;

/** What a step is doing. */
public enum StepState {
  /** A worker may claim it. */
  READY,
  /** It cannot start yet, and says for what it waits. */
  WAITING,
  /** A worker has it. */
  RUNNING,
  DONE,
  /** It failed for good and left nothing behind. */
  FAILED,
  CANCELLED,
  /** A person has to decide. */
  HELD,
  /** It was done, and has been undone since. */
  UNDONE;

  /** As it is written in tables and in the API. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a state as it is written. */
  public static StepState of(String written) {
    return valueOf(written.toUpperCase(Locale.ROOT));
  }
}
