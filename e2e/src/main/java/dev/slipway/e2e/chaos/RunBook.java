package dev.slipway.e2e.chaos;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the server's own books say of one run.
 *
 * @param leased when it took the lease, in milliseconds; 0 if it never did
 * @param freed when it gave the lease back; 0 if it never did
 * @param built whether its build was proven
 * @param migrated whether its migration was proven
 * @param starts how often a worker began to start its candidate
 * @param started whether its candidate was proven to have started
 */
record RunBook(
    long run,
    String kind,
    String application,
    String outcome,
    String release,
    long leased,
    long freed,
    boolean built,
    boolean migrated,
    long starts,
    boolean started) {

  private static final String QUERY =
      """
      with s as (
        select run, topic, state, (extract(epoch from ended_at) * 1000)::bigint as ended, key
        from slipway.step where run in (:runs))
      select r.run, r.kind, r.application, coalesce(r.outcome, ''), r.release,
        coalesce((select floor(max(ended)) from s where s.run = r.run and topic = 'take-lease'
          and state in ('done', 'undone')), 0),
        coalesce((select max(ended) from s where s.run = r.run and topic = 'give-back-lease'
          and state = 'done'), 0),
        exists (select 1 from s where s.run = r.run and topic = 'build'
          and state in ('done', 'undone')),
        exists (select 1 from s where s.run = r.run and topic = 'migrate' and state = 'done'),
        (select count(*) from s join slipway.step_attempt a on a.key = s.key
          where s.run = r.run and s.topic = 'start-candidate'),
        exists (select 1 from s where s.run = r.run and topic = 'start-candidate'
          and state in ('done', 'undone'))
      from slipway.run r where r.run in (:runs) order by r.run
      """;

  /** The books of some runs. */
  static List<RunBook> of(Database database, Collection<Long> runs) throws IOException {
    String numbers = runs.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return database.table(QUERY.replace(":runs", numbers)).stream()
        .map(
            row ->
                new RunBook(
                    Long.parseLong(row.get(0)),
                    row.get(1),
                    row.get(2),
                    row.get(3),
                    row.get(4),
                    Long.parseLong(row.get(5)),
                    Long.parseLong(row.get(6)),
                    row.get(7).equals("t"),
                    row.get(8).equals("t"),
                    Long.parseLong(row.get(9)),
                    row.get(10).equals("t")))
        .toList();
  }

  boolean isLive() {
    return outcome.equals("live");
  }
}
