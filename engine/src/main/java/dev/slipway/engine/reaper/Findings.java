package dev.slipway.engine.reaper;

import dev.slipway.engine.flow.Flow;
import dev.slipway.engine.reaper.Finding.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks for what is lost, and remembers since when. */
@Component
class Findings {

  /** Whoever has not looked for so long cannot say that something was lost all the time. */
  private static final Duration GAP = Duration.ofMinutes(1);

  private static final String IDLE_RUNS =
      """
      select run from run r where ended_at is null
        and not exists (select 1 from step s where s.run = r.run
          and s.state in ('ready', 'waiting', 'running', 'held'))
        and not exists (select 1 from task t where t.run = r.run and t.decision is null)
      """;

  private static final String LEFT_LEASES =
      "select l.run from lease l join run r on r.run = l.run where r.ended_at is not null";

  private static final String HELD_WITHOUT_TASK =
      """
      select s.run, s.key, s.fence from step s join run r on r.run = s.run
      where s.state = 'held' and r.ended_at is null
        and not exists (select 1 from task t where t.run = s.run and t.decision is null)
      """;

  /** A worker ends a step itself soon after its deadline; only then it is overdue. */
  private static final String OVERDUE =
      """
      select run, key, fence from step
      where state = 'running' and deadline < clock_timestamp()
        and (locked_until < clock_timestamp()
          or deadline < clock_timestamp() - interval '10 minutes')
      """;

  private static final String UNCLAIMED =
      """
      select run, key, fence from step
      where state in ('ready', 'waiting')
          and (not_before is null or not_before <= clock_timestamp())
        or state = 'running' and locked_until < clock_timestamp()
      """;

  private final JdbcClient jdbc;
  private final Flow flow;

  Findings(JdbcClient jdbc, Flow flow) {
    this.jdbc = jdbc;
    this.flow = flow;
  }

  List<Finding> look() {
    List<Finding> found = new ArrayList<>();
    runs(IDLE_RUNS).forEach(run -> found.add(Finding.ofRun(Kind.IDLE_RUN, run)));
    runs(LEFT_LEASES).forEach(run -> found.add(Finding.ofRun(Kind.LEFT_LEASE, run)));
    // Runs first: one that starts in between has its process then, and is not missed.
    Set<Long> open = Set.copyOf(runs("select run from run where ended_at is null"));
    Set<Long> processes = flow.openRuns();
    Set<Long> asked =
        Set.copyOf(runs("select run from task where decision is null and step is null"));
    open.stream()
        .filter(run -> !processes.contains(run) && !asked.contains(run))
        .forEach(run -> found.add(Finding.ofRun(Kind.RUN_WITHOUT_PROCESS, run)));
    processes.stream()
        .filter(run -> !open.contains(run))
        .forEach(run -> found.add(Finding.ofRun(Kind.PROCESS_WITHOUT_RUN, run)));
    found.addAll(steps(Kind.HELD_WITHOUT_TASK, HELD_WITHOUT_TASK));
    found.addAll(steps(Kind.OVERDUE_STEP, OVERDUE));
    found.addAll(steps(Kind.UNCLAIMED_STEP, UNCLAIMED));
    return found;
  }

  /** Keeps since when each was seen, and forgets what is not seen any more. */
  void remember(List<Finding> found) {
    jdbc.sql(
            "delete from finding where (select max(seen_at) from finding)"
                + " < clock_timestamp() - :gap * interval '1 millisecond'")
        .param("gap", GAP.toMillis())
        .update();
    for (Finding each : found) {
      jdbc.sql(
              """
              insert into finding (kind, subject, since, seen_at)
              values (:kind, :subject, clock_timestamp(), now())
              on conflict (kind, subject) do update set seen_at = now()
              """)
          .param("kind", each.kind().name())
          .param("subject", each.subject())
          .update();
    }
    // What lies ahead is from before the clock was set back, and would never have lasted.
    jdbc.sql("delete from finding where seen_at < now() or since > clock_timestamp()").update();
  }

  boolean lasts(Finding finding, Duration atLeast) {
    return jdbc.sql(
                "select count(*) from finding where kind = :kind and subject = :subject"
                    + " and since <= clock_timestamp() - :least * interval '1 millisecond'")
            .param("kind", finding.kind().name())
            .param("subject", finding.subject())
            .param("least", atLeast.toMillis())
            .query(Long.class)
            .single()
        > 0;
  }

  private List<Long> runs(String sql) {
    return jdbc.sql(sql).query((row, number) -> row.getLong("run")).list();
  }

  private List<Finding> steps(Kind kind, String sql) {
    return jdbc.sql(sql)
        .query(
            (row, number) ->
                new Finding(kind, row.getLong("run"), row.getString("key"), row.getLong("fence")))
        .list();
  }
}
