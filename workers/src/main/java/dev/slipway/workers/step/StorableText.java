package dev.slipway.workers.step;

import java.util.regex.Pattern;

/**
 * Text that a database can keep. PostgreSQL keeps no NUL, neither in {@code text} nor in {@code
 * jsonb}, and whatever runs on a host may print one; U+FFFD takes its place.
 */
public final class StorableText {

  /** An escaped NUL, and not a backslash that is escaped itself with {@code u0000} behind it. */
  private static final Pattern ESCAPED_NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

  private StorableText() {}

  public static String of(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }

  /** The same for the strings within a JSON document. */
  public static String ofJson(String json) {
    return json.contains("\\u0000") ? ESCAPED_NUL.matcher(json).replaceAll("$1\uFFFD") : json;
  }
}
