package dev.slipway.engine.step;

import dev.slipway.engine.database.Query;
import dev.slipway.engine.database.RoundTrip;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.Runs;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.StepType;
import dev.slipway.workers.loop.EffectDocument;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepKey;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes down how attempts and steps ended. */
@Component
class StepEnds {

  private static final String DONE =
      """
      with done as (
        update step set state = 'done', summary = :summary, effect_type = :type,
          effect = :effect::jsonb, progress = null, ended_at = clock_timestamp(),
          locked_until = null, failure = null, completed_as = nextval('step_completion')
        where key = :key and run = :run and fence = :fence and state = :from
        returning *),
      attempt as (
        update step_attempt a set ended_at = clock_timestamp(), result = 'done'
        from done where a.key = done.key and a.fence = done.fence and a.ended_at is null)
      select * from done
      """;

  private final RoundTrip database;
  private final Runs runs;
  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final StepRows rows;
  private final StepCatalogue catalogue;

  StepEnds(
      RoundTrip database, Runs runs, JdbcClient jdbc, JsonMapper json, StepCatalogue catalogue) {
    this.database = database;
    this.runs = runs;
    this.jdbc = jdbc;
    this.json = json;
    this.rows = new StepRows(json);
    this.catalogue = catalogue;
  }

  /**
   * How a step was written down as done.
   *
   * @param run kept from changing until the transaction ends
   * @param step as it is now; empty if somebody else has had it meanwhile
   */
  record Done(Run run, Optional<Step> step) {}

  /**
   * Locks a run and writes down that a step of it is done, if it still is in this state under this
   * fencing token.
   */
  Done done(
      long run,
      StepKey key,
      long fence,
      StepState from,
      String summary,
      @Nullable EffectDocument effect) {
    Map<String, Object> parameters =
        Map.of(
            "run", run,
            "key", key.value(),
            "fence", fence,
            "from", from.written(),
            "summary", summary,
            // A null without a type would make PostgreSQL prepare the statement anew each time.
            "type", text(effect == null ? null : effect.type()),
            "effect", text(effect == null ? null : effect.json()));
    var answers = database.ask(runs.locking(run), new Query<>(DONE, parameters, rows));
    Optional<Step> done = answers.second().stream().findFirst();
    done.filter(Step::compensation).ifPresent(this::undone);
    return new Done(answers.first().getFirst(), done);
  }

  private static SqlParameterValue text(@Nullable String value) {
    return new SqlParameterValue(Types.VARCHAR, value);
  }

  /** A step that fails once keeps its place; {@link #again} says when it is tried next. */
  void failedOnce(Step step, Failure failure) {
    attemptEnded(step, "failed", failure);
    jdbc.sql("update step set failures = failures + 1, failure = :failure::jsonb where key = :key")
        .param("failure", json.writeValueAsString(failure))
        .param("key", step.key().value())
        .update();
  }

  void again(Step step, Duration pause) {
    jdbc.sql(
            """
            update step set state = 'ready', worker = null, locked_until = null, deadline = null,
              progress = null, not_before = clock_timestamp() + :pause * interval '1 millisecond'
            where key = :key
            """)
        .param("pause", pause.toMillis())
        .param("key", step.key().value())
        .update();
  }

  void failed(Step step, Failure failure) {
    ended(step, StepState.FAILED, failure);
    attemptEnded(step, "failed", failure);
  }

  void cancelled(Step step) {
    ended(step, StepState.CANCELLED, null);
    attemptEnded(step, "cancelled", null);
  }

  void held(Step step, Failure failure) {
    jdbc.sql(
            "update step set state = 'held', failures = failures + 1, failure = :failure::jsonb,"
                + " locked_until = null, progress = null where key = :key")
        .param("failure", json.writeValueAsString(failure))
        .param("key", step.key().value())
        .update();
    attemptEnded(step, "held", failure);
  }

  /** Lets a step wait, unless its deadline has passed; then false. */
  boolean waits(Step step, String forWhat, Duration lookAgainAfter) {
    int changed =
        jdbc.sql(
                """
                update step set state = 'waiting', waits_for = :what,
                  worker = null, locked_until = null,
                  not_before = clock_timestamp() + :pause * interval '1 millisecond'
                where key = :key and deadline > clock_timestamp()
                """)
            .param("what", forWhat)
            .param("pause", lookAgainAfter.toMillis())
            .param("key", step.key().value())
            .update();
    if (changed > 0) {
      // Looking whether it can start is no attempt worth keeping.
      jdbc.sql("delete from step_attempt where key = :key and fence = :fence")
          .param("key", step.key().value())
          .param("fence", step.fence())
          .update();
    }
    return changed > 0;
  }

  private void undone(Step compensation) {
    List<String> undone =
        catalogue.all().stream()
            .filter(type -> type.undoneBy().filter(compensation.topic()::equals).isPresent())
            .map(StepType::topic)
            .map(topic -> topic.name())
            .toList();
    jdbc.sql(
            "update step set state = 'undone' where process_instance = :instance"
                + " and state = 'done' and topic = any (:topics)")
        .param("instance", compensation.processInstance())
        .param("topics", undone.toArray(String[]::new))
        .update();
  }

  private void ended(Step step, StepState state, @Nullable Failure failure) {
    jdbc.sql(
            """
            update step set state = :state, failure = :failure::jsonb, progress = null,
              ended_at = clock_timestamp(), locked_until = null
            where key = :key
            """)
        .param("state", state.written())
        .param("failure", failure == null ? null : json.writeValueAsString(failure))
        .param("key", step.key().value())
        .update();
  }

  private void attemptEnded(Step step, String result, @Nullable Failure failure) {
    jdbc.sql(
            """
            update step_attempt set ended_at = clock_timestamp(), result = :result,
              failure = :failure::jsonb
            where key = :key and fence = :fence and ended_at is null
            """)
        .param("result", result)
        .param("failure", failure == null ? null : json.writeValueAsString(failure))
        .param("key", step.key().value())
        .param("fence", step.fence())
        .update();
  }
}
