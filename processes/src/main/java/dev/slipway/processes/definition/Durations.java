package dev.slipway.processes.definition;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads durations as people write them: a whole number and a unit, one of {@code ms}, {@code s},
 * {@code m}, {@code h}, {@code d}, such as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h},
 * {@code 3d}.
 */
public final class Durations {

  private static final Pattern SHAPE = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  private static final String ALLOWED =
      "a whole number with ms, s, m, h or d behind it, such as 30s";

  private Durations() {}

  /**
   * Reads one duration.
   *
   * @throws IllegalArgumentException if it is not written so; the message does not repeat the text
   */
  public static Duration read(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("is not a duration: " + ALLOWED);
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  /** A duration between two others, both included and written as durations are. */
  static Format<Duration> between(String least, String most) {
    Duration shortest = read(least);
    Duration longest = read(most);
    return new Format<>(
        "a duration such as 500ms, 30s, 5m, 2h or 3d, from " + least + " to " + most,
        20,
        text -> {
          Duration duration = read(text);
          if (duration.compareTo(shortest) < 0 || duration.compareTo(longest) > 0) {
            throw new IllegalArgumentException("is out of range");
          }
          return duration;
        });
  }
}
