package dev.slipway.engine.task;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Work for a person.
 *
 * @param kind {@code approve} or {@code intervene}
 * @param step the key of the step that is held, for an intervention
 * @param approval the engine's id of what waits for an approval
 * @param body what the person needs to know, as plain text
 * @param planDigest the plan that an approval is for
 * @param decision the chosen {@link Choice}, or {@code expired} or {@code cancelled}; null while
 *     open
 */
public record Task(
    long id,
    String kind,
    long run,
    @Nullable String step,
    @Nullable String approval,
    String title,
    String body,
    List<Choice> choices,
    @Nullable String planDigest,
    Instant createdAt,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    @Nullable String decision,
    @Nullable String reason) {

  public boolean open() {
    return decision == null;
  }
}
