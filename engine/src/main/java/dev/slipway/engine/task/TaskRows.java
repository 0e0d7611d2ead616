package dev.slipway.engine.task;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.databind.json.JsonMapper;

/** Reads rows of the table {@code task}; their entries come from a table of their own. */
final class TaskRows implements RowMapper<Task> {

  private final JsonMapper json;

  TaskRows(JsonMapper json) {
    this.json = json;
  }

  @Override
  public Task mapRow(ResultSet row, int number) throws SQLException {
    return new Task(
        row.getLong("id"),
        row.getString("kind"),
        row.getLong("run"),
        row.getString("step"),
        row.getString("approval"),
        row.getString("title"),
        row.getString("body"),
        List.of(json.readValue(row.getString("choices"), Choice[].class)),
        row.getString("plan_digest"),
        row.getTimestamp("created_at").toInstant(),
        hold(row),
        row.getInt("reminders"),
        row.getString("decided_by"),
        instant(row.getTimestamp("decided_at")),
        row.getString("decision"),
        row.getString("reason"),
        List.of());
  }

  private static @Nullable Hold hold(ResultSet row) throws SQLException {
    String by = row.getString("held_by");
    return by == null
        ? null
        : new Hold(
            by,
            row.getTimestamp("held_at").toInstant(),
            instant(row.getTimestamp("held_until")),
            row.getString("held_reason"));
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
