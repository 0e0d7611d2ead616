package dev.slipway.engine.lease;

import dev.slipway.engine.run.Run;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One lease per application and environment, and the queue of runs that wait for it. */
@Component
public class Leases {

  private final JdbcClient jdbc;

  Leases(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The answer to a run that asks for the lease. */
  sealed interface Answer {

    /** The run holds the lease; targets refuse any smaller fencing token from now on. */
    record Taken(long fence) implements Answer {}

    /** Another run goes first; {@code place} counts from 1. */
    record Queued(long holder, int place) implements Answer {}

    /** The run has ended; whoever asks in its name comes too late and gets nothing. */
    record TooLate() implements Answer {}
  }

  /** Takes the lease if it is free and nobody asked before; asking again changes nothing. */
  @Transactional
  Answer take(Run run) {
    if (!goesOn(run.number())) {
      return new Answer.TooLate();
    }
    jdbc.sql(
            "insert into lease (application, environment) values (:application, :environment)"
                + " on conflict do nothing")
        .param("application", run.application())
        .param("environment", run.environment())
        .update();
    jdbc.sql(
            "insert into lease_queue (application, environment, run)"
                + " values (:application, :environment, :run) on conflict do nothing")
        .param("application", run.application())
        .param("environment", run.environment())
        .param("run", run.number())
        .update();
    Optional<Long> holder = holderForUpdate(run);
    if (holder.isPresent() && holder.get() != run.number()) {
      return new Answer.Queued(holder.get(), before(run) + 1);
    }
    int before = before(run);
    if (holder.isEmpty() && before > 0) {
      return new Answer.Queued(firstInLine(run), before + 1);
    }
    leaveQueue(run.number());
    return new Answer.Taken(
        jdbc.sql(
                "update lease set run = :run, taken_at = coalesce(taken_at, now()),"
                    + " fence = case when run is null then fence + 1 else fence end"
                    + " where application = :application and environment = :environment"
                    + " returning fence")
            .param("run", run.number())
            .param("application", run.application())
            .param("environment", run.environment())
            .query(Long.class)
            .single());
  }

  /** Whether the run has not ended; it cannot end either until the transaction does. */
  private boolean goesOn(long run) {
    return jdbc.sql("select ended_at is null from run where run = :run for update")
        .param("run", run)
        .query(Boolean.class)
        .single();
  }

  /** Gives back whatever lease the run holds, and its place in the queue. */
  @Transactional
  boolean giveBack(long run) {
    leaveQueue(run);
    return jdbc.sql("update lease set run = null, taken_at = null where run = :run")
            .param("run", run)
            .update()
        > 0;
  }

  private Optional<Long> holderForUpdate(Run run) {
    return jdbc.sql(
            "select coalesce(run, 0) from lease"
                + " where application = :application and environment = :environment for update")
        .param("application", run.application())
        .param("environment", run.environment())
        .query(Long.class)
        .optional()
        .filter(number -> number != 0);
  }

  /** How many go first. A run that is hauled back wants the lease no more. */
  private int before(Run run) {
    return jdbc.sql(
            """
            select count(*) from lease_queue q join run r on r.run = q.run
            where q.application = :application and q.environment = :environment
              and not r.hauling_back and q.place < (select place from lease_queue m where m.run = :run
                and m.application = q.application and m.environment = q.environment)
            """)
        .param("application", run.application())
        .param("environment", run.environment())
        .param("run", run.number())
        .query(Integer.class)
        .single();
  }

  private long firstInLine(Run run) {
    return jdbc.sql(
            """
            select q.run from lease_queue q join run r on r.run = q.run
            where q.application = :application and q.environment = :environment
              and not r.hauling_back
            order by q.place limit 1
            """)
        .param("application", run.application())
        .param("environment", run.environment())
        .query(Long.class)
        .single();
  }

  private void leaveQueue(long run) {
    jdbc.sql("delete from lease_queue where run = :run").param("run", run).update();
  }
}
