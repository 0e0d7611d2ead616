package dev.slipway.engine.api;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader of a run has come. Every event is sent with its place as the id, a log line with
 * the letter {@code L} before it, so that a reader who was cut off can say where to go on.
 *
 * @param event the last event the reader has
 * @param line the last log line the reader has
 */
record StreamPosition(long event, long line) {

  private static final Pattern WRITTEN = Pattern.compile("(L?)(\\d{1,18})");

  /** The later of this position and the id of the last event that a reader has seen. */
  StreamPosition orLater(@Nullable String lastEventId) {
    var parts = WRITTEN.matcher(lastEventId == null ? "" : lastEventId);
    if (!parts.matches()) {
      return this;
    }
    long place = Long.parseLong(parts.group(2));
    return parts.group(1).isEmpty()
        ? new StreamPosition(Math.max(event, place), line)
        : new StreamPosition(event, Math.max(line, place));
  }
}
