package dev.slipway.engine.command;

import java.util.regex.Pattern;

/** Text from elsewhere on a person's terminal. */
final class Screen {

  /**
   * Control characters could move the cursor, and marks of direction could reverse what is read.
   */
  private static final Pattern UNSAFE =
      Pattern.compile("[\\p{Cntrl}&&[^\t]]|[\\u0080-\\u009f\\u202a-\\u202e\\u2066-\\u2069]");

  private Screen() {}

  /** One line that shows what it holds and does nothing else. */
  static String safe(String text) {
    return UNSAFE.matcher(text).replaceAll("\ufffd");
  }
}
