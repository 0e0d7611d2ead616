package dev.slipway.engine.lease;

import dev.slipway.engine.flow.Flow;
import dev.slipway.engine.problem.Problems;
import dev.slipway.engine.run.Run;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One lease per application and environment. All its times are the database's. */
@Component
public class Leases {

  /** Several servers keep the same leases alive; one sign of life in this time will do. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  private static final String HELD =
      """
      select l.*, r.kind, r.ref, r.commit_hash, r.requested_by,
        l.expires_at < clock_timestamp() as expired,
        extract(epoch from clock_timestamp() - l.taken_at) as age,
        (select s.worker from step s where s.run = l.run and s.state = 'running'
           and s.locked_until > clock_timestamp() order by s.number desc limit 1) as node
      from lease l join run r on r.run = l.run
      """;

  /**
   * Who works on a run renews the lock of its step, and so gives a sign of life; so do a step that
   * waits to be claimed and a task that waits for a person.
   */
  private static final String KEEP =
      """
      update lease l set heartbeat_at = clock_timestamp(),
        expires_at = clock_timestamp() + :expires * interval '1 millisecond'
      from run r
      where r.run = l.run and r.ended_at is null
        and (l.heartbeat_at < clock_timestamp() - :fresh * interval '1 millisecond'
          or l.heartbeat_at > clock_timestamp())
        and (exists (select 1 from step s where s.run = r.run
               and (s.state in ('ready', 'waiting')
                 or s.state = 'running' and s.locked_until > clock_timestamp()))
             or exists (select 1 from task t where t.run = r.run and t.decision is null))
      """;

  private final JdbcClient jdbc;
  private final LeaseQueue queue;
  private final Flow flow;
  private final LeaseProperties properties;

  Leases(JdbcClient jdbc, LeaseQueue queue, Flow flow, LeaseProperties properties) {
    this.jdbc = jdbc;
    this.queue = queue;
    this.flow = flow;
    this.properties = properties;
  }

  /** The answer to a run that asks for the lease. */
  sealed interface Answer {

    /**
     * The run holds the lease; targets refuse any smaller fencing token from now on.
     *
     * @param from the run that is dead and held it until now
     */
    record Taken(long fence, Optional<Lease> from) implements Answer {}

    /**
     * Another run goes first.
     *
     * @param holder who holds the lease; empty if it is free and somebody else is about to take it
     * @param waiting everybody who waits, the run itself among them
     */
    record Queued(Optional<Lease> holder, List<Waiting> waiting) implements Answer {}

    /** The run has ended; whoever asks in its name comes too late and gets nothing. */
    record TooLate() implements Answer {}
  }

  /** Takes the lease if it is free and nobody asked before; asking again changes nothing. */
  @Transactional
  Answer take(Run run) {
    // The lease before the run, in the order in which older runs are superseded.
    lock(run.application(), run.environment());
    if (!goesOn(run.number())) {
      return new Answer.TooLate();
    }
    queue.join(run);
    Optional<Lease> holder = held(run.application(), run.environment());
    boolean own = holder.filter(lease -> lease.run() == run.number()).isPresent();
    boolean free = holder.isEmpty() || dead(holder.get().run());
    List<Waiting> waiting = queue.of(run.application(), run.environment());
    boolean first = waiting.isEmpty() || waiting.getFirst().run() == run.number();
    if (!own && !(free && first)) {
      return new Answer.Queued(holder, waiting);
    }
    queue.leave(run.number());
    long fence =
        jdbc.sql(
                """
                update lease set run = :run,
                  fence = case when run is distinct from :run then fence + 1 else fence end,
                  taken_at = case when run is distinct from :run then clock_timestamp()
                    else taken_at end,
                  heartbeat_at = clock_timestamp(),
                  expires_at = clock_timestamp() + :expires * interval '1 millisecond'
                where application = :application and environment = :environment
                returning fence
                """)
            .param("run", run.number())
            .param("expires", properties.expiresAfter().toMillis())
            .param("application", run.application())
            .param("environment", run.environment())
            .query(Long.class)
            .single();
    return new Answer.Taken(fence, own ? Optional.empty() : holder);
  }

  /** Who holds the lease of an environment. */
  public Optional<Lease> held(String application, String environment) {
    return jdbc.sql(HELD + " where l.application = :application and l.environment = :environment")
        .param("application", application)
        .param("environment", environment)
        .query(Leases::lease)
        .optional();
  }

  /**
   * Keeps everybody else from starting or taking a lease here until the transaction ends, and
   * refuses if a run is under way.
   *
   * @throws dev.slipway.engine.problem.ProblemException if one is; says which
   */
  @Transactional
  public void requireIdle(String application, String environment) {
    lock(application, environment);
    Optional<String> holder = held(application, environment).map(Lease::words);
    Optional<String> busy = holder.isPresent() ? holder : underWay(application, environment);
    if (busy.isPresent()) {
      throw Problems.conflict(
          application
              + " on "
              + environment
              + " takes one run at a time, and is held by "
              + busy.get()
              + ". Start again when that run has ended, or cancel it.");
    }
  }

  /** Whether the run has not ended; it cannot end either until the transaction does. */
  private boolean goesOn(long run) {
    return jdbc.sql("select ended_at is null from run where run = :run for share")
        .param("run", run)
        .query(Boolean.class)
        .single();
  }

  /** Gives back whatever lease the run holds, and its place in the queue. */
  @Transactional
  public boolean giveBack(long run) {
    queue.leave(run);
    return jdbc.sql(
                "update lease set run = null, taken_at = null, heartbeat_at = null,"
                    + " expires_at = null where run = :run")
            .param("run", run)
            .update()
        > 0;
  }

  /** Records a sign of life for every lease whose run somebody works on or keeps waiting. */
  @Transactional
  public int keep() {
    return jdbc.sql(KEEP)
        .param("expires", properties.expiresAfter().toMillis())
        .param("fresh", FRESH.toMillis())
        .update();
  }

  /** Makes the token of a lease greater than one that was seen on the target. */
  long raise(long run, long seen) {
    return jdbc.sql(
            "update lease set fence = greatest(fence, :seen + 1) where run = :run returning fence")
        .param("seen", seen)
        .param("run", run)
        .query(Long.class)
        .single();
  }

  /** Nothing can move the run on any more, so it will never give its lease back. */
  private boolean dead(long run) {
    return jdbc.sql("select ended_at is not null from run where run = :run")
            .param("run", run)
            .query(Boolean.class)
            .single()
        || !flow.open(run);
  }

  private Optional<String> underWay(String application, String environment) {
    return jdbc.sql(
            """
            select 'run ' || run || ' (' || kind || ' of ' || ref || ', asked for by '
              || requested_by || ')'
            from run where application = :application and environment = :environment
              and ended_at is null order by run limit 1
            """)
        .param("application", application)
        .param("environment", environment)
        .query(String.class)
        .optional();
  }

  void lock(String application, String environment) {
    jdbc.sql(
            "insert into lease (application, environment) values (:application, :environment)"
                + " on conflict do nothing")
        .param("application", application)
        .param("environment", environment)
        .update();
    jdbc.sql(
            "select 1 from lease where application = :application"
                + " and environment = :environment for update")
        .param("application", application)
        .param("environment", environment)
        .query(Integer.class)
        .single();
  }

  private static Lease lease(ResultSet row, int number) throws SQLException {
    return new Lease(
        row.getLong("run"),
        row.getString("kind"),
        row.getString("ref"),
        row.getString("commit_hash"),
        row.getString("requested_by"),
        row.getString("node"),
        row.getLong("fence"),
        row.getTimestamp("taken_at").toInstant(),
        row.getTimestamp("heartbeat_at").toInstant(),
        row.getTimestamp("expires_at").toInstant(),
        row.getBoolean("expired"),
        Duration.ofMillis((long) (row.getDouble("age") * 1000)));
  }
}
