package dev.slipway.processes.definition;

/**
 * One thing that is wrong in an application file. Safe to show: it never repeats a secret, and what
 * it repeats of the file is shortened and free of control characters.
 *
 * @param file the name of the file
 * @param line counted from 1
 * @param column counted from 1, in code points
 * @param field where it is, such as {@code environments.production.health.attempts} or {@code
 *     environments.production.build[0].in}; empty for the file as a whole
 * @param message what is wrong, in words
 * @param allowed what is allowed instead, in words
 */
public record Problem(
    String file, int line, int column, String field, String message, String allowed) {

  /** The problem on one line: {@code file:line:column: field: message; allowed: …}. */
  @Override
  public String toString() {
    return file
        + ":"
        + line
        + ":"
        + column
        + ": "
        + (field.isEmpty() ? "" : field + ": ")
        + message
        + "; allowed: "
        + allowed;
  }
}
