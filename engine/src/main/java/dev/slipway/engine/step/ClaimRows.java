package dev.slipway.engine.step;

import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.loop.EffectDocument;
import dev.slipway.workers.step.RunFacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes claims of the rows of steps that workers have in hand. */
@Component
class ClaimRows {

  private final StepRows rows;
  private final JsonMapper json;
  private final StepProperties properties;

  ClaimRows(JsonMapper json, StepProperties properties) {
    this.rows = new StepRows(json);
    this.json = json;
    this.properties = properties;
  }

  /**
   * A step as it is handed out or held.
   *
   * @param left until its deadline, by the database's clock
   * @param proven what the run's steps have proven and not undone, oldest first
   */
  record Taken(Step step, Duration left, List<EffectDocument> proven) {}

  /** Reads a row with what {@link ClaimStatement#LEFT} and {@link ClaimStatement#PROVEN} add. */
  Taken taken(ResultSet row, int number) throws SQLException {
    return new Taken(
        rows.mapRow(row, number),
        Duration.ofMillis(row.getLong("left_millis")),
        List.of(json.readValue(row.getString("proven"), EffectDocument[].class)));
  }

  Claim claim(Taken taken, RunFacts facts) {
    Step step = taken.step();
    return new Claim(
        step.key(),
        step.topic(),
        step.attempt(),
        step.fence(),
        properties.lock(),
        taken.left(),
        Objects.requireNonNull(step.deadline()),
        facts,
        taken.proven());
  }

  /** For how long a worker may be silent. */
  Duration lock() {
    return properties.lock();
  }
}
