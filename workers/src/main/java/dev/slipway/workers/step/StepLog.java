package dev.slipway.workers.step;

/**
 * The log of a step. Lines are kept in order; secrets the step has resolved are masked; a line
 * longer than 8 KiB is cut.
 */
public interface StepLog {

  /** A line of Slipway's own. */
  void note(String line);

  /** A line that a command wrote to its standard output. */
  void out(String line);

  /** A line that a command wrote to its standard error. */
  void err(String line);
}
