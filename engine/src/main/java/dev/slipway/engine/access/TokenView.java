package dev.slipway.engine.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be known of a token: all but itself.
 *
 * @param expiresAt null for never
 * @param usedAt when it was last used, to the minute; null if never
 */
record TokenView(
    String name,
    List<Right> rights,
    TokenLimits limits,
    String createdBy,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant usedAt) {

  TokenView {
    rights = List.copyOf(rights);
  }
}
