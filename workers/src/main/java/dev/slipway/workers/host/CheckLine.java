package dev.slipway.workers.host;

/**
 * One thing that was looked at.
 *
 * @param name what was looked at, such as {@code disk}
 * @param found what was found, in words
 * @param next what to do about it; empty if nothing
 */
public record CheckLine(String name, Verdict verdict, String found, String next) {

  /** Whether what was found will do. */
  public enum Verdict {
    OK,
    /** A release may work; something is worse than it should be. */
    WARNING,
    /** A release would fail. */
    FAILED
  }

  static CheckLine ok(String name, String found) {
    return new CheckLine(name, Verdict.OK, found, "");
  }

  static CheckLine warning(String name, String found, String next) {
    return new CheckLine(name, Verdict.WARNING, found, next);
  }

  static CheckLine failed(String name, String found, String next) {
    return new CheckLine(name, Verdict.FAILED, found, next);
  }
}
