package dev.slipway.processes.definition;

import java.util.Arrays;

/** Paths: on a host, below a directory, and of a URL. */
final class Paths {

  private static final String CHARACTERS = "letters, digits and . _ - + @ = , : % ~ /";
  private static final String PATTERN = "[A-Za-z0-9._+@=,:%~/-]*";

  /** An absolute path on a host, other than the root directory. */
  static final Format<String> ABSOLUTE =
      new Format<>(
          "an absolute path such as /srv/harbour, of "
              + CHARACTERS
              + ", without . or .. and without a slash at its end",
          400,
          text -> {
            if (!text.startsWith("/")) {
              throw new IllegalArgumentException("is not absolute");
            }
            return segments(text, text.substring(1));
          });

  /** A path that cannot lead out of the directory it is below. */
  static final Format<String> RELATIVE =
      new Format<>(
          "a relative path such as frontend/dist, of "
              + CHARACTERS
              + ", without . or .. and without a slash at its end",
          400,
          text -> {
            if (text.startsWith("/")) {
              throw new IllegalArgumentException("is absolute and so leads out of its directory");
            }
            return segments(text, text);
          });

  /** A directory below the release, or {@code .} for the release itself. */
  static final Format<String> DIRECTORY =
      new Format<>(
          ". or " + RELATIVE.allowed(),
          RELATIVE.longest(),
          text -> text.equals(".") ? text : RELATIVE.read(text));

  /** The path of a URL, perhaps with a query. */
  static final Format<String> URL =
      Format.matching(
              "a path such as /health/, beginning with one slash, perhaps with a query; other"
                  + " characters than letters, digits and - . _ ~ ! $ ' ( ) * + , ; : @ & = / ?"
                  + " written as %20",
              1000, "/(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*+")
          .and("/(?!/).*", "begins with two slashes");

  private Paths() {}

  private static String segments(String text, String below) {
    if (!text.matches(PATTERN)) {
      throw new IllegalArgumentException("contains a character that is not allowed in a path");
    }
    for (String segment : Arrays.asList(below.split("/", -1))) {
      if (segment.equals("..") || segment.equals(".")) {
        throw new IllegalArgumentException("contains the segment " + segment);
      } else if (segment.isEmpty()) {
        throw new IllegalArgumentException("contains an empty segment");
      } else if (segment.startsWith("-")) {
        throw new IllegalArgumentException("contains a segment that begins with a hyphen");
      }
    }
    return text;
  }
}
