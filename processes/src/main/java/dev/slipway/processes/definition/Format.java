package dev.slipway.processes.definition;

import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How one kind of text is written.
 *
 * @param allowed what is allowed, in words
 * @param longest the most characters
 * @param reader makes the value of a text that is not blank, not too long and holds no unseen
 *     character; throws {@link IllegalArgumentException} with the reason, which must not repeat the
 *     text, when it is not allowed
 */
record Format<T>(String allowed, int longest, Function<String, T> reader) {

  /**
   * The value of a text.
   *
   * @throws IllegalArgumentException if it is not allowed; the message is the reason and does not
   *     repeat the text
   */
  T read(String text) {
    int length = text.codePointCount(0, text.length());
    OptionalInt unseen = CodePoints.firstUnseen(text);
    if (text.isBlank()) {
      throw new IllegalArgumentException("is empty");
    } else if (length > longest) {
      throw new IllegalArgumentException("has " + length + " characters, at most " + longest);
    } else if (unseen.isPresent()) {
      throw new IllegalArgumentException(
          "contains the character " + CodePoints.name(unseen.getAsInt()));
    }
    return reader.apply(text);
  }

  /** Any text of one line. */
  static Format<String> line(String allowed, int longest) {
    return new Format<>(allowed, longest, Function.identity());
  }

  /** A text that matches as a whole. The pattern must not need a stack: no repeated groups. */
  static Format<String> matching(String allowed, int longest, String pattern) {
    return line(allowed, longest).and(pattern, "does not have the right shape");
  }

  /** One word and no other. */
  static Format<String> only(String allowed, String word) {
    return line(allowed, 1000).and(Pattern.quote(word), "is not known here");
  }

  /** Only texts that match as a whole. */
  Format<T> and(String pattern, String reason) {
    Pattern compiled = Pattern.compile(pattern);
    return new Format<>(
        allowed,
        longest,
        text -> {
          T value = reader.apply(text);
          if (!compiled.matcher(text).matches()) {
            throw new IllegalArgumentException(reason);
          }
          return value;
        });
  }

  /** The value of a text. */
  <V> Format<V> as(Function<T, V> make) {
    return new Format<>(allowed, longest, reader.andThen(make));
  }
}
