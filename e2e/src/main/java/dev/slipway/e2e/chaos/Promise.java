package dev.slipway.e2e.chaos;

import java.util.List;

/**
 * Something that the server's books must always say, given by a query that finds where they do not.
 *
 * @param broken what it means to find something
 * @param query with {@code :runs} for the numbers of the runs that are judged
 */
record Promise(String broken, String query) {

  private static final String UNDOABLE = "'build', 'take-lease', 'start-candidate', 'swap'";

  /** All of them; every one of the runs is expected to have ended. */
  static final List<Promise> ALL =
      List.of(
          new Promise(
              "a run ended without a named outcome",
              """
              select run, status, outcome from slipway.run where run in (:runs)
              and (status <> 'ended' or ended_at is null or outcome is null
                or outcome not in ('live', 'restored', 'rejected', 'cancelled'))
              """),
          new Promise(
              "a step was left open in a run that ended",
              """
              select key, topic, state from slipway.step where run in (:runs)
              and (state in ('ready', 'waiting', 'running', 'held') or ended_at is null)
              """),
          new Promise(
              "an attempt was left open",
              """
              select a.key, a.attempt from slipway.step_attempt a join slipway.step s on s.key = a.key
              where s.run in (:runs) and a.ended_at is null
              """),
          new Promise(
              "a task was left open in a run that ended",
              "select id, title from slipway.task where run in (:runs) and decision is null"),
          new Promise(
              "a lease is held by a run that ended",
              "select application, run from slipway.lease where run in (:runs)"),
          new Promise(
              "a run that ended still stands in line",
              "select application, run from slipway.lease_queue where run in (:runs)"),
          new Promise(
              "an effect of a run that was taken back was not undone",
              """
              select s.run, s.topic, s.state from slipway.step s join slipway.run r on r.run = s.run
              where r.run in (:runs) and r.outcome <> 'live' and s.topic in (%s)
              and s.state = 'done'
              """
                  .formatted(UNDOABLE)),
          new Promise(
              "an effect of a live run was undone",
              """
              select s.run, s.topic, s.state from slipway.step s join slipway.run r on r.run = s.run
              where r.run in (:runs) and r.outcome = 'live' and s.state = 'undone'
              """),
          new Promise(
              "an effect was not undone as often as it was proven",
              """
              with undo (topic, by) as (values ('build', 'discard-artifact'),
                ('take-lease', 'give-back-lease'), ('start-candidate', 'stop-candidate'),
                ('swap', 'swap-back'))
              select run, topic, proven, undone from (
                select r.run, u.topic,
                  (select count(*) from slipway.step s where s.run = r.run
                    and s.topic = u.topic and s.state = 'undone') as proven,
                  (select count(*) from slipway.step s where s.run = r.run
                    and s.topic = u.by and s.compensation and s.state = 'done') as undone
                from slipway.run r cross join undo u where r.run in (:runs)) n
              where proven <> undone
              """),
          new Promise(
              "two runs held one lease at the same time",
              """
              with held as (
                select r.run, r.application, r.environment,
                  (select max(ended_at) from slipway.step t where t.run = r.run
                    and t.topic = 'take-lease' and t.state in ('done', 'undone')) as since,
                  (select max(started_at) from slipway.step g where g.run = r.run
                    and g.topic = 'give-back-lease' and g.state = 'done') as until
                from slipway.run r where r.run in (:runs))
              select a.run, b.run from held a join held b on a.application = b.application
                and a.environment = b.environment and a.run < b.run
                and a.since < b.until and b.since < a.until
              """),
          new Promise(
              "the events of a run do not tell its end",
              """
              select r.run, r.ended_at from slipway.run r where r.run in (:runs)
              and not exists (select 1 from slipway.event e where e.run = r.run
                and e.kind = 'RUN' and e.at >= r.ended_at)
              """),
          new Promise(
              "the events of a run do not tell the end of a step",
              """
              select s.key, s.topic, s.ended_at from slipway.step s where s.run in (:runs)
              and not exists (select 1 from slipway.event e where e.run = s.run
                and e.kind = 'STEP' and e.subject = s.key
                and e.at >= s.ended_at - interval '50 milliseconds')
              """),
          new Promise(
              "the events of a run are out of order",
              """
              select run, seq, at, before from (
                select run, seq, at, lag(at) over (partition by run order by seq) as before
                from slipway.event where run in (:runs)) e
              where before > at + interval '1 second'
              """),
          new Promise(
              "a process instance is left without a run",
              """
              select e.proc_inst_id_, e.act_id_ from public.act_ru_execution e
              where e.parent_id_ is null
              and not exists (select 1 from slipway.run r where r.ended_at is null
                and r.process_instance = e.root_proc_inst_id_)
              """));

  String over(String runs) {
    return query.replace(":runs", runs);
  }
}
