package dev.slipway.engine.api;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader of a run has come; sent as the id of every event, so that a reader who was cut
 * off goes on from there.
 *
 * @param event the last event the reader has
 * @param line the last log line the reader has
 */
record StreamPosition(long event, long line) {

  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})");

  /** Reads a position as it was sent, or takes the other if there is none. */
  static StreamPosition of(@Nullable String written, StreamPosition otherwise) {
    if (written == null) {
      return otherwise;
    }
    var parts = WRITTEN.matcher(written);
    return parts.matches()
        ? new StreamPosition(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)))
        : otherwise;
  }

  @Override
  public String toString() {
    return event + "." + line;
  }
}
