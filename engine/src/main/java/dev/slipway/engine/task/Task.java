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
 * @param hold who looks into it, while somebody does
 * @param reminders how often it was brought to mind again
 * @param decision the chosen {@link Choice}, or {@code expired} or {@code cancelled}; null while
 *     open
 * @param entries everything that was done about it, oldest first
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
    @Nullable Hold hold,
    int reminders,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    @Nullable String decision,
    @Nullable String reason,
    List<TaskEntry> entries) {

  public boolean open() {
    return decision == null;
  }

  Task with(List<TaskEntry> all) {
    return new Task(
        id,
        kind,
        run,
        step,
        approval,
        title,
        body,
        choices,
        planDigest,
        createdAt,
        hold,
        reminders,
        decidedBy,
        decidedAt,
        decision,
        reason,
        all);
  }
}
