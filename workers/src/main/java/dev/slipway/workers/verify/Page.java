package dev.slipway.workers.verify;

import java.util.Locale;
import java.util.Optional;

/**
 * A page as it was answered.
 *
 * @param type its media type without parameters, in lower case
 * @param body its first mebibyte
 */
record Page(int status, Optional<String> type, String body, long millis) {

  static Optional<String> mediaType(Optional<String> contentType) {
    return contentType
        .map(value -> value.split(";", -1)[0].strip().toLowerCase(Locale.ROOT))
        .filter(value -> !value.isEmpty());
  }
}
