package dev.slipway.engine.command;

/** A command that ends with a message and an exit code. */
public final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /**
   * @param message says what failed, why, and what to do next
   * @param exitCode one of {@link ExitCode}
   */
  public CommandFailure(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
