package dev.slipway.engine.run;

import dev.slipway.workers.step.Failure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.databind.json.JsonMapper;

/** Reads rows of the table {@code run}. */
final class RunRows implements RowMapper<Run> {

  private final JsonMapper json;

  RunRows(JsonMapper json) {
    this.json = json;
  }

  @Override
  public Run mapRow(ResultSet row, int number) throws SQLException {
    String outcome = row.getString("outcome");
    String failure = row.getString("failure");
    return new Run(
        row.getLong("run"),
        row.getString("kind"),
        row.getString("application"),
        row.getString("environment"),
        row.getString("ref"),
        row.getString("requested_by"),
        row.getTimestamp("requested_at").toInstant(),
        row.getString("definition"),
        row.getString("release"),
        row.getString("target_release"),
        row.getString("commit_hash"),
        row.getString("subject"),
        row.getString("plan"),
        row.getString("plan_digest"),
        RunStatus.of(row.getString("status")),
        outcome == null ? null : Outcome.of(outcome),
        row.getString("words"),
        row.getString("waits_for"),
        failure == null ? null : json.readValue(failure, Failure.class),
        row.getLong("lease_fence"),
        row.getBoolean("no_return"),
        row.getBoolean("hauling_back"),
        row.getString("cancelled_by"),
        row.getString("cancel_reason"),
        row.getString("accepted"),
        probe(row),
        instant(row.getTimestamp("ended_at")));
  }

  private static Run.@Nullable Probe probe(ResultSet row) throws SQLException {
    int requests = row.getInt("probe_requests");
    return row.wasNull()
        ? null
        : new Run.Probe(requests, row.getInt("probe_failed"), row.getInt("probe_resets"));
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }
}
