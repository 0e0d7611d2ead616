package dev.slipway.engine.command;

/** What a command's exit code means. */
public final class ExitCode {

  /** Done; of a run that was waited for, {@code live}. */
  public static final int DONE = 0;

  /** Failed; of a run that was waited for, {@code restored}. */
  public static final int FAILED = 1;

  /** Wrong usage, or a value that is refused. */
  public static final int USAGE = 2;

  /** A person has to look: the run is held. */
  public static final int NEEDS_HUMAN = 3;

  /** Rejected or cancelled. */
  public static final int NOT_DONE = 4;

  /** The server cannot be reached. */
  public static final int UNREACHABLE = 5;

  /** The server will not have this worker. */
  public static final int REFUSED = 6;

  private ExitCode() {}

  /** Of a run that has ended so, or is held. */
  static int of(String outcome) {
    return switch (outcome) {
      case "live" -> DONE;
      case "needs-human" -> NEEDS_HUMAN;
      case "rejected", "cancelled" -> NOT_DONE;
      default -> FAILED;
    };
  }
}
