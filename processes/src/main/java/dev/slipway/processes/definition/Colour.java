package dev.slipway.processes.definition;

import java.util.Locale;

/** One of the two places of a blue-green environment. */
public enum Colour {
  BLUE,
  GREEN;

  public Colour other() {
    return this == BLUE ? GREEN : BLUE;
  }

  /** The colour as it is written in files, units and directories. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a colour as it is written.
   *
   * @throws IllegalArgumentException if it is neither {@code blue} nor {@code green}
   */
  public static Colour of(String written) {
    return switch (written) {
      case "blue" -> BLUE;
      case "green" -> GREEN;
      default -> throw new IllegalArgumentException("Neither blue nor green: " + written);
    };
  }
}
