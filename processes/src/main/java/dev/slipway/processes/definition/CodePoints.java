package dev.slipway.processes.definition;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * Characters that people cannot see: controls, line ends, and the format characters that change the
 * direction of a text or hide parts of it (<a href="https://www.unicode.org/reports/tr36/">Unicode
 * TR 36</a>).
 */
final class CodePoints {

  private static final int LONGEST_SHOWN = 60;

  private CodePoints() {}

  static OptionalInt firstUnseen(String text) {
    return text.codePoints().filter(CodePoints::isUnseen).findFirst();
  }

  /** Such as {@code U+202E (RIGHT-TO-LEFT OVERRIDE)}. */
  static String name(int codePoint) {
    String name = Character.getName(codePoint);
    return String.format(Locale.ROOT, "U+%04X", codePoint)
        + (name == null ? "" : " (" + name + ")");
  }

  /** A text from outside as it can stand in a message: short, and with nothing unseen in it. */
  static String shown(String text) {
    return shown(text, LONGEST_SHOWN);
  }

  static String shown(String text, int longest) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(longest)
        .forEach(
            codePoint -> {
              if (isUnseen(codePoint)) {
                shown.append(String.format(Locale.ROOT, "<U+%04X>", codePoint));
              } else {
                shown.appendCodePoint(codePoint);
              }
            });
    return text.codePointCount(0, text.length()) > longest
        ? shown.append('…').toString()
        : shown.toString();
  }

  private static boolean isUnseen(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
