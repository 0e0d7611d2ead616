package dev.slipway.engine.step;

import dev.slipway.workers.step.StepKey;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The steps of every run, to be looked at. */
@Component
public class Steps {

  private final JdbcClient jdbc;
  private final StepRows rows;

  Steps(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.rows = new StepRows(json);
  }

  public Optional<Step> find(String key) {
    return jdbc.sql("select * from step where key = :key").param("key", key).query(rows).optional();
  }

  /** The steps of a run in the order in which it came to them. */
  public List<Step> of(long run) {
    return jdbc.sql("select * from step where run = :run order by number")
        .param("run", run)
        .query(rows)
        .list();
  }

  /** The attempts of a step, oldest first. */
  public List<StepAttempt> attempts(StepKey key) {
    return jdbc.sql("select * from step_attempt where key = :key order by fence")
        .param("key", key.value())
        .query(
            (row, number) ->
                new StepAttempt(
                    row.getInt("attempt"),
                    row.getString("worker"),
                    row.getTimestamp("started_at").toInstant(),
                    StepRows.instant(row.getTimestamp("ended_at")),
                    row.getString("result"),
                    rows.failure(row.getString("failure"))))
        .list();
  }

  /** The step of this run, kept from changing until the transaction ends. */
  Optional<Step> lockOf(long run, StepKey key) {
    return jdbc.sql("select * from step where key = :key and run = :run for update")
        .param("key", key.value())
        .param("run", run)
        .query(rows)
        .optional();
  }

  /** The steps of a run that nobody works on: forward ones only. */
  List<Step> idle(long run) {
    return jdbc.sql(
            "select * from step where run = :run and not compensation"
                + " and state in ('ready', 'waiting', 'held') for update")
        .param("run", run)
        .query(rows)
        .list();
  }

  /** The steps of a run that are not over. */
  List<Step> left(long run) {
    return jdbc.sql(
            "select * from step where run = :run"
                + " and state in ('ready', 'waiting', 'running', 'held') for update")
        .param("run", run)
        .query(rows)
        .list();
  }
}
