package dev.slipway.engine.step;

import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.loop.EffectDocument;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.databind.json.JsonMapper;

/** Reads rows of the table {@code step}. */
final class StepRows implements RowMapper<Step> {

  private final JsonMapper json;

  StepRows(JsonMapper json) {
    this.json = json;
  }

  @Override
  public Step mapRow(ResultSet row, int number) throws SQLException {
    String effect = row.getString("effect_type");
    return new Step(
        new StepKey(row.getString("key")),
        row.getLong("run"),
        row.getLong("number"),
        row.getString("process"),
        row.getString("process_instance"),
        row.getString("execution"),
        row.getString("activity"),
        row.getString("title"),
        new Topic(row.getString("topic")),
        row.getBoolean("compensation"),
        StepState.of(row.getString("state")),
        row.getInt("attempt"),
        row.getInt("failures"),
        row.getLong("fence"),
        row.getString("worker"),
        instant(row.getTimestamp("locked_until")),
        instant(row.getTimestamp("deadline")),
        row.getString("progress"),
        row.getString("waits_for"),
        row.getString("summary"),
        effect == null ? null : new EffectDocument(effect, row.getString("effect")),
        failure(row.getString("failure")),
        row.getTimestamp("created_at").toInstant(),
        instant(row.getTimestamp("started_at")),
        instant(row.getTimestamp("ended_at")));
  }

  @Nullable Failure failure(@Nullable String written) {
    return written == null ? null : json.readValue(written, Failure.class);
  }

  static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
