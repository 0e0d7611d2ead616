package dev.slipway.engine.run;

import dev.slipway.engine.database.Query;
import dev.slipway.engine.event.RunEvents;
import dev.slipway.engine.event.RunEvents.Kind;
import dev.slipway.workers.step.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Every run there ever was. Each change is recorded as an event, in the caller's transaction. */
@Component
public class Runs {

  /** For what a run waits that is held, while nobody says that they look into it. */
  public static final String A_PERSON = "a person to decide";

  private static final String LOCK = "select * from run where run = :run for update";

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final RunRows rows;
  private final RunEvents events;

  Runs(JdbcClient jdbc, JsonMapper json, RunEvents events) {
    this.jdbc = jdbc;
    this.json = json;
    this.rows = new RunRows(json);
    this.events = events;
  }

  /** What a run starts from; see {@link Run} for the meaning of each part. */
  public record NewRun(
      String kind,
      String application,
      String environment,
      String ref,
      String requestedBy,
      String definition,
      @Nullable String target,
      @Nullable String commit,
      String subject) {}

  /** Opens a run; its release is named after it. */
  public Run open(NewRun run) {
    long number =
        jdbc.sql(
                """
                insert into run (kind, application, environment, ref, requested_by, requested_at,
                  definition, release, target_release, commit_hash, subject, status, words)
                values (:kind, :application, :environment, :ref, :by, clock_timestamp(),
                  :definition, :release, :target, :commit, :subject, 'running', 'Starting')
                returning run
                """)
            .param("kind", run.kind())
            .param("application", run.application())
            .param("environment", run.environment())
            .param("ref", run.ref())
            .param("by", run.requestedBy())
            .param("definition", run.definition())
            .param("release", run.target() == null ? "" : run.target())
            .param("target", run.target())
            .param("commit", run.commit())
            .param("subject", run.subject())
            .query(Long.class)
            .single();
    if (run.target() == null) {
      jdbc.sql("update run set release = 'r' || run where run = :run")
          .param("run", number)
          .update();
    }
    events.record(number, Kind.RUN, Long.toString(number));
    return get(number);
  }

  public Optional<Run> find(long run) {
    return jdbc.sql("select * from run where run = :run").param("run", run).query(rows).optional();
  }

  /** The run, which must exist. */
  public Run get(long run) {
    return find(run).orElseThrow(() -> new IllegalArgumentException("There is no run " + run));
  }

  /** The run, kept from changing until the transaction ends. */
  public Run lock(long run) {
    return jdbc.sql(LOCK).param("run", run).query(rows).single();
  }

  /** What {@link #lock} asks, to be asked with something else. */
  public Query<Run> locking(long run) {
    return new Query<>(LOCK, Map.of("run", run), rows);
  }

  /** The newest runs first; null means any. */
  public List<Run> list(RunFilter filter) {
    return jdbc.sql(
            """
            select * from run
            where (:application::text is null or application = :application)
              and (:environment::text is null or environment = :environment)
              and (:outcome::text is null or outcome = :outcome)
              and (:status::text is null or status = :status)
              and (:before::bigint is null or run < :before)
            order by run desc limit :most
            """)
        .param("application", filter.application())
        .param("environment", filter.environment())
        .param("outcome", filter.outcome() == null ? null : filter.outcome().written())
        .param("status", filter.status() == null ? null : filter.status().written())
        .param("before", filter.before())
        .param("most", filter.most())
        .query(rows)
        .list();
  }

  /** Which runs to list; null means any. */
  public record RunFilter(
      @Nullable String application,
      @Nullable String environment,
      @Nullable Outcome outcome,
      @Nullable RunStatus status,
      @Nullable Long before,
      int most) {}

  public void started(long run, String processInstance) {
    change(run, "process_instance = :a", processInstance);
  }

  /** What the run is doing now. */
  public void doing(long run, RunStatus status, String words, @Nullable String waitsFor) {
    jdbc.sql(
            """
            update run set status = :status, outcome = :outcome, words = :words, waits_for = :waits,
              hauling_back = hauling_back or :back
            where run = :run and status <> 'ended'
            """)
        .param("status", status.written())
        .param("back", status == RunStatus.HAULING_BACK)
        .param("outcome", status == RunStatus.HELD ? Outcome.NEEDS_HUMAN.written() : null)
        .param("words", words)
        .param("waits", waitsFor)
        .param("run", run)
        .update();
    changed(run);
  }

  public void commit(long run, String commit, String subject, String release) {
    jdbc.sql(
            "update run set commit_hash = :commit, subject = :subject, release = :release"
                + " where run = :run")
        .param("commit", commit)
        .param("subject", subject)
        .param("release", release)
        .param("run", run)
        .update();
    changed(run);
  }

  public void plan(long run, String plan, String digest) {
    jdbc.sql("update run set plan = :plan::jsonb, plan_digest = :digest where run = :run")
        .param("plan", plan)
        .param("digest", digest)
        .param("run", run)
        .update();
    changed(run);
  }

  /** Keeps what went wrong first. */
  public void failed(long run, Failure failure) {
    change(run, "failure = coalesce(failure, :a::jsonb)", json.writeValueAsString(failure));
  }

  public void lease(long run, long fence) {
    jdbc.sql("update run set lease_fence = :fence where run = :run")
        .param("fence", fence)
        .param("run", run)
        .update();
  }

  /** A person has accepted what contradicts the history, exactly as it was told. */
  public void accepted(long run, String seen) {
    change(run, "accepted = :a", seen);
  }

  public void passedPointOfNoReturn(long run) {
    change(run, "no_return = (:a = 'true')", "true");
  }

  public void cancelled(long run, String by, String reason) {
    jdbc.sql(
            "update run set cancelled_by = :by, cancelled_at = clock_timestamp(), cancel_reason ="
                + " :reason where run = :run and cancelled_by is null")
        .param("by", by)
        .param("reason", reason)
        .param("run", run)
        .update();
    changed(run);
  }

  public void probed(long run, Run.Probe probe) {
    jdbc.sql(
            "update run set probe_requests = :requests, probe_failed = :failed,"
                + " probe_resets = :resets where run = :run")
        .param("requests", probe.requests())
        .param("failed", probe.failed())
        .param("resets", probe.resets())
        .param("run", run)
        .update();
    changed(run);
  }

  public void ended(long run, Outcome outcome, String words) {
    jdbc.sql(
            "update run set status = 'ended', outcome = :outcome, words = :words,"
                + " waits_for = null, ended_at = clock_timestamp() where run = :run")
        .param("outcome", outcome.written())
        .param("words", words)
        .param("run", run)
        .update();
    changed(run);
  }

  private void change(long run, String assignment, String value) {
    jdbc.sql("update run set " + assignment + " where run = :run")
        .param("a", value)
        .param("run", run)
        .update();
    changed(run);
  }

  private void changed(long run) {
    events.record(run, Kind.RUN, Long.toString(run));
  }
}
