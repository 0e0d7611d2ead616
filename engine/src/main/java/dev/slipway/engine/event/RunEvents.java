package dev.slipway.engine.event;

import dev.slipway.engine.database.CommitTime;
import dev.slipway.engine.database.Query;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened to runs, in order, so that whoever follows one can take up where they left off. */
@Component
public class RunEvents {

  /** Rung whenever any run, task or application changed. */
  public static final String ANYTHING = "anything";

  /**
   * Numbers are given out before they are committed: without the lock, a reader that has seen a
   * later number could miss an earlier one that commits after it. Runs come in the order of their
   * numbers, so that two transactions never wait for each other.
   */
  private static final String INSERT =
      """
      with locked as materialized (
        select pg_advisory_xact_lock(changed)
        from (select distinct changed from unnest(:runs::bigint[]) as changed order by changed) as r)
      insert into event (run, at, kind, subject)
      select c.run, clock_timestamp(), c.kind, c.subject
      from (select count(*) from locked) as all_locked,
        unnest(:runs::bigint[], :kinds::text[], :subjects::text[])
          with ordinality as c (run, kind, subject, place)
      order by place
      """;

  private final JdbcClient jdbc;
  private final CommitTime commit;
  private final CommitTime.Gathered<Change> changes = RunEvents::written;
  private final Bell bell;

  RunEvents(JdbcClient jdbc, CommitTime commit, Bell bell) {
    this.jdbc = jdbc;
    this.commit = commit;
    this.bell = bell;
  }

  /** What about a run changed. */
  public enum Kind {
    RUN,
    STEP,
    TASK
  }

  /**
   * One thing that happened.
   *
   * @param seq its place among the run's events; later ones have greater numbers
   * @param kind what changed
   * @param subject the step's key, the task's id or the run's number
   */
  public record RunEvent(long seq, Kind kind, String subject) {}

  /** The name of the bell that rings when a run's events or log grow. */
  public static String bellOf(long run) {
    return "run " + run;
  }

  /** Records, when the caller's transaction commits, that something of a run changed. */
  public void record(long run, Kind kind, String subject) {
    commit.gather(changes, new Change(run, kind, subject));
    bell.ring(bellOf(run));
    if (kind != Kind.STEP) {
      bell.ring(ANYTHING);
    }
  }

  /** One thing that is to be recorded. */
  private record Change(long run, Kind kind, String subject) {}

  private static Query<?> written(Set<Change> changes) {
    return Query.unread(
        INSERT,
        Map.of(
            "runs", changes.stream().map(Change::run).toArray(Long[]::new),
            "kinds", changes.stream().map(each -> each.kind().name()).toArray(String[]::new),
            "subjects", changes.stream().map(Change::subject).toArray(String[]::new)));
  }

  /** The events of a run after this one, oldest first. */
  public List<RunEvent> after(long run, long seq, int most) {
    return jdbc.sql(
            "select seq, kind, subject from event where run = :run and seq > :seq order by seq"
                + " limit :most")
        .param("run", run)
        .param("seq", seq)
        .param("most", most)
        .query(
            (row, number) ->
                new RunEvent(
                    row.getLong("seq"),
                    Kind.valueOf(row.getString("kind")),
                    row.getString("subject")))
        .list();
  }

  /** The newest event of a run, or 0 when there is none. */
  public long last(long run) {
    return jdbc.sql("select coalesce(max(seq), 0) from event where run = :run")
        .param("run", run)
        .query(Long.class)
        .single();
  }
}
