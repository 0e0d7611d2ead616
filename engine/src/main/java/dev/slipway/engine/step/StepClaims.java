package dev.slipway.engine.step;

import dev.slipway.engine.database.RoundTrip;
import dev.slipway.engine.event.Bell;
import dev.slipway.engine.event.RunEvents;
import dev.slipway.engine.event.RunEvents.Kind;
import dev.slipway.engine.node.ClockWatch;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.loop.NoLongerYoursException;
import dev.slipway.workers.loop.Renewal;
import dev.slipway.workers.step.StorableText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Hands steps to workers, each to one at a time. Locks are measured by the database's clock, so
 * that servers with different clocks agree, as long as nobody sets it; rows that another worker is
 * just claiming are skipped, so that workers do not wait for each other.
 */
@Component
public class StepClaims {

  /** Rung when a step that somebody had or that waited may be claimed. */
  public static final String CLAIMABLE = StepArrival.CLAIMABLE;

  private static final String OF_ANY_RUN = ClaimStatement.where("true");

  private static final String IN_SOME_ENVIRONMENTS =
      ClaimStatement.where(
          """
          exists (select from run r where r.run = step.run
            and (r.application || '/' || r.environment = any (:environments)
              or r.application || '/*' = any (:environments)))
          """);

  private static final String HELD =
      "select c.*, "
          + ClaimStatement.LEFT
          + ", "
          + ClaimStatement.PROVEN
          + " from step c where key = :key and fence = :fence and worker = :worker"
          + " and state = any (:states)";

  private final JdbcClient jdbc;
  private final RoundTrip database;
  private final ClaimRows rows;
  private final RunFactsSource facts;
  private final RunEvents events;
  private final Bell bell;
  private final StepProperties properties;
  private final ClockWatch clock;

  StepClaims(
      JdbcClient jdbc,
      RoundTrip database,
      ClaimRows rows,
      RunFactsSource facts,
      RunEvents events,
      Bell bell,
      StepProperties properties,
      ClockWatch clock) {
    this.jdbc = jdbc;
    this.database = database;
    this.rows = rows;
    this.facts = facts;
    this.events = events;
    this.bell = bell;
    this.properties = properties;
    this.clock = clock;
  }

  /** Claims up to {@code most} steps of these topics, within its limits, for this worker. */
  @Transactional
  public List<Claim> claim(String worker, WorkLimits limits, Set<Topic> topics, int most) {
    ClockWatch.Trust locks = clock.look(properties.lock().plusSeconds(5));
    var statement =
        limits.environments().isEmpty()
            ? jdbc.sql(OF_ANY_RUN)
            : jdbc.sql(IN_SOME_ENVIRONMENTS)
                .param("environments", limits.environments().toArray(String[]::new));
    return statement
        .param("worker", worker)
        .param("trusted", locks.trusted())
        .param("floor", locks.floor())
        .param("horizon", locks.horizon())
        .param("lock", properties.lock().toMillis())
        .param("longest", properties.longestWait().toMillis())
        .param("topics", topics.stream().map(Topic::name).toArray(String[]::new))
        .param("most", most)
        .query(rows::taken)
        .list()
        .stream()
        .map(this::claimed)
        .toList();
  }

  private Claim claimed(ClaimRows.Taken taken) {
    Step step = taken.step();
    events.record(step.run(), Kind.STEP, step.key().value());
    return claimOf(taken);
  }

  private Claim claimOf(ClaimRows.Taken taken) {
    return rows.claim(taken, database.ask(facts.facts(taken.step().run())).getFirst());
  }

  /**
   * Keeps a claim alive. A lock that was renewed in time and yet ran out long ago, or holds for
   * longer than any does, tells that the clock was set; the deadline moves with it.
   */
  @Transactional
  public Renewal renew(Claim claim) throws NoLongerYoursException {
    return jdbc.sql(
            """
            update step s set locked_until = clock_timestamp() + :lock * interval '1 millisecond',
              deadline = case
                when s.locked_until between clock_timestamp() - interval '1 minute'
                  and clock_timestamp() + (:lock + 60000) * interval '1 millisecond'
                then s.deadline
                else s.deadline + (clock_timestamp() - s.locked_until) end
            from run r
            where s.key = :key and s.fence = :fence and s.state = 'running' and r.run = s.run
            returning r.cancelled_by is not null and not r.no_return and not r.hauling_back as cancelled
            """)
        .param("lock", properties.lock().toMillis())
        .param("key", claim.key().value())
        .param("fence", claim.fence())
        .query(
            (row, number) -> new Renewal(properties.lock().toMillis(), row.getBoolean("cancelled")))
        .optional()
        .orElseThrow(() -> new NoLongerYoursException(claim.key()));
  }

  /** Says what a step is doing just now. */
  @Transactional
  public void progress(Claim claim, String what) throws NoLongerYoursException {
    int changed =
        jdbc.sql(
                "update step set progress = :what"
                    + " where key = :key and fence = :fence and state = 'running'")
            .param("what", StorableText.of(what.length() <= 500 ? what : what.substring(0, 500)))
            .param("key", claim.key().value())
            .param("fence", claim.fence())
            .update();
    if (changed == 0) {
      throw new NoLongerYoursException(claim.key());
    }
    events.record(claim.run().run(), Kind.STEP, claim.key().value());
  }

  /** Lets another worker claim the step at once. */
  @Transactional
  public void giveBack(Claim claim) {
    int changed =
        jdbc.sql(
                "update step set state = 'ready', worker = null, locked_until = clock_timestamp()"
                    + " where key = :key and fence = :fence and state = 'running'")
            .param("key", claim.key().value())
            .param("fence", claim.fence())
            .update();
    if (changed > 0) {
      jdbc.sql(
              "update step_attempt set ended_at = clock_timestamp(), result = 'given back'"
                  + " where key = :key and fence = :fence")
          .param("key", claim.key().value())
          .param("fence", claim.fence())
          .update();
      events.record(claim.run().run(), Kind.STEP, claim.key().value());
    }
  }

  /** A claim of this worker that still stands; empty when the step has gone to somebody else. */
  public Optional<Claim> held(String worker, String key, long fence) {
    return held(worker, key, fence, StepState.RUNNING);
  }

  /** The same, also when the worker has reported already that the step is done. */
  public Optional<Claim> heldOrDone(String worker, String key, long fence) {
    return held(worker, key, fence, StepState.RUNNING, StepState.DONE);
  }

  private Optional<Claim> held(String worker, String key, long fence, StepState... states) {
    return jdbc.sql(HELD)
        .param("states", Stream.of(states).map(StepState::written).toArray(String[]::new))
        .param("key", key)
        .param("fence", fence)
        .param("worker", worker)
        .query(rows::taken)
        .optional()
        .map(this::claimOf);
  }

  /** Makes sure that the worker still holds the claim. */
  void check(Claim claim) throws NoLongerYoursException {
    boolean held =
        jdbc.sql("select 1 from step where key = :key and fence = :fence and state = 'running'")
            .param("key", claim.key().value())
            .param("fence", claim.fence())
            .query(Integer.class)
            .optional()
            .isPresent();
    if (!held) {
      throw new NoLongerYoursException(claim.key());
    }
  }

  /** Lets every waiting step of a topic look again whether it can start. */
  @Transactional
  public void wake(Topic topic) {
    jdbc.sql("update step set not_before = null where topic = :topic and state = 'waiting'")
        .param("topic", topic.name())
        .update();
    bell.ring(StepArrival.CLAIMABLE);
  }

  /**
   * Gives free everything that a worker held that has gone. Should it come back, what it says under
   * its old claims is refused.
   */
  @Transactional
  public void freeAllOf(String worker) {
    List<Freed> freed =
        jdbc.sql(
                """
                with freed as (
                  update step set state = 'ready', fence = fence + 1, worker = null,
                    locked_until = least(locked_until, clock_timestamp())
                  where worker = :worker and state = 'running'
                  returning key, run),
                lost as (
                  update step_attempt set ended_at = clock_timestamp(), result = 'lost'
                  where key in (select key from freed) and ended_at is null)
                select key, run from freed
                """)
            .param("worker", worker)
            .query((row, number) -> new Freed(row.getString("key"), row.getLong("run")))
            .list();
    freed.forEach(each -> events.record(each.run(), Kind.STEP, each.key()));
    if (!freed.isEmpty()) {
      bell.ring(StepArrival.CLAIMABLE);
    }
  }

  private record Freed(String key, long run) {}
}
