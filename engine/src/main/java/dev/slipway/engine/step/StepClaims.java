package dev.slipway.engine.step;

import dev.slipway.engine.event.Bell;
import dev.slipway.engine.event.RunEvents;
import dev.slipway.engine.event.RunEvents.Kind;
import dev.slipway.engine.run.Runs;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.loop.EffectDocument;
import dev.slipway.workers.loop.NoLongerYoursException;
import dev.slipway.workers.loop.Renewal;
import dev.slipway.workers.step.StorableText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hands steps to workers, each to one at a time. Locks are measured by the database's clock, so
 * that servers with different clocks agree; rows that another worker is just claiming are skipped,
 * so that workers do not wait for each other.
 */
@Component
public class StepClaims {

  /** Two statements and not one with a condition: each has an index of its own. */
  private static final String CLAIM_OF_ANY_RUN = claim("true");

  private static final String CLAIM_OF_ONE_RUN = claim("run = :run");

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final StepRows rows;
  private final Steps steps;
  private final Runs runs;
  private final RunFactsSource facts;
  private final RunEvents events;
  private final Bell bell;
  private final StepProperties properties;

  StepClaims(
      JdbcClient jdbc,
      JsonMapper json,
      Steps steps,
      Runs runs,
      RunFactsSource facts,
      RunEvents events,
      Bell bell,
      StepProperties properties) {
    this.jdbc = jdbc;
    this.json = json;
    this.rows = new StepRows(json);
    this.steps = steps;
    this.runs = runs;
    this.facts = facts;
    this.events = events;
    this.bell = bell;
    this.properties = properties;
  }

  private static String claim(String which) {
    return """
        with claimed as (
          update step set state = 'running', attempt = failures + 1, fence = fence + 1,
            worker = :worker, locked_until = clock_timestamp() + :lock * interval '1 millisecond',
            started_at = coalesce(started_at, clock_timestamp()),
            deadline = coalesce(deadline, clock_timestamp() + budget),
            waits_for = null, not_before = null
          where key in (
            select key from step
            where %s and topic = any (:topics) and state in ('ready', 'waiting', 'running')
              and case when state = 'running' then locked_until < clock_timestamp()
                  else not_before is null or not_before <= clock_timestamp() end
            order by number limit :most for update skip locked)
          returning *),
        lost as (
          update step_attempt set ended_at = clock_timestamp(), result = 'lost'
          where key in (select key from claimed) and ended_at is null),
        begun as (
          insert into step_attempt (key, fence, attempt, worker, started_at)
          select key, fence, attempt, worker, clock_timestamp() from claimed)
        select c.*,
          (select coalesce(jsonb_agg(jsonb_build_object('type', e.effect_type,
                'json', e.effect::text) order by e.completed_as), '[]')
            from step e where e.run = c.run and e.state = 'done' and e.effect is not null) as proven,
          exists (select 1 from step o where o.run = c.run and o.key <> c.key
            and o.state = 'ready') as more
        from claimed c order by c.number
        """
        .formatted(which);
  }

  /** Claims up to {@code most} steps of these topics for this worker. */
  @Transactional
  public List<Claim> claim(String worker, Set<Topic> topics, int most) {
    return claim(jdbc.sql(CLAIM_OF_ANY_RUN), worker, topics, most).stream()
        .map(Claimed::claim)
        .toList();
  }

  /** Claims the next step of one run, within the transaction that completed the one before. */
  Optional<Claimed> claimNext(String worker, Set<Topic> topics, long run) {
    return topics.isEmpty()
        ? Optional.empty()
        : claim(jdbc.sql(CLAIM_OF_ONE_RUN).param("run", run), worker, topics, 1).stream()
            .findFirst();
  }

  /**
   * A step that a worker has got.
   *
   * @param more whether the run has come to other steps as well, which nobody has yet
   */
  record Claimed(Claim claim, boolean more) {}

  private List<Claimed> claim(
      JdbcClient.StatementSpec statement, String worker, Set<Topic> topics, int most) {
    return statement
        .param("worker", worker)
        .param("lock", properties.lock().toMillis())
        .param("topics", topics.stream().map(Topic::name).toArray(String[]::new))
        .param("most", most)
        .query(this::row)
        .list()
        .stream()
        .map(this::claimed)
        .toList();
  }

  private record Row(Step step, List<EffectDocument> proven, boolean more) {}

  private Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        rows.mapRow(row, number),
        List.of(json.readValue(row.getString("proven"), EffectDocument[].class)),
        row.getBoolean("more"));
  }

  private Claimed claimed(Row row) {
    events.record(row.step().run(), Kind.STEP, row.step().key().value());
    return new Claimed(claimOf(row.step(), row.proven()), row.more());
  }

  private Claim claimOf(Step step, List<EffectDocument> proven) {
    return new Claim(
        step.key(),
        step.topic(),
        step.attempt(),
        step.fence(),
        Objects.requireNonNull(step.lockedUntil()),
        Objects.requireNonNull(step.deadline()),
        facts.facts(runs.get(step.run())),
        proven);
  }

  /** Keeps a claim alive. */
  @Transactional
  public Renewal renew(Claim claim) throws NoLongerYoursException {
    return jdbc.sql(
            """
            update step s set locked_until = clock_timestamp() + :lock * interval '1 millisecond'
            from run r
            where s.key = :key and s.fence = :fence and s.state = 'running' and r.run = s.run
            returning s.locked_until,
              r.cancelled_by is not null and not r.no_return and not r.hauling_back as cancelled
            """)
        .param("lock", properties.lock().toMillis())
        .param("key", claim.key().value())
        .param("fence", claim.fence())
        .query(
            (row, number) ->
                new Renewal(
                    row.getTimestamp("locked_until").toInstant(), row.getBoolean("cancelled")))
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
                "update step set state = 'ready', worker = null, locked_until = null"
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

  /** A claim that still stands; empty when the step has gone to somebody else. */
  public Optional<Claim> held(String key, long fence) {
    return steps
        .find(key)
        .filter(step -> step.fence() == fence && step.state() == StepState.RUNNING)
        .map(step -> claimOf(step, steps.effects(step.run())));
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

  /** Gives free everything that a worker of this name held before it was killed. */
  @Transactional
  public void freeAllOf(String worker) {
    jdbc.sql(
            "update step set locked_until = clock_timestamp() - interval '1 second'"
                + " where worker = :worker and state = 'running'")
        .param("worker", worker)
        .update();
  }
}
