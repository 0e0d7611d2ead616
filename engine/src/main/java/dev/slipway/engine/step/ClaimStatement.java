package dev.slipway.engine.step;

/**
 * The statement by which steps are claimed. A step that somebody had in hand, until its lock ran
 * out or was given back, gets the time back in which nobody had it; one that waited, the time in
 * which nobody looked, be it only that the clock was set. A time that lies further ahead than any
 * wait is one from before the clock was set back. What somebody has in hand is left to them when
 * the clock was set since it was looked at.
 */
final class ClaimStatement {

  /** How long a step's attempt still has, as {@code left_millis}. */
  static final String LEFT =
      "(extract(epoch from deadline - clock_timestamp()) * 1000)::bigint as left_millis";

  /** What the steps of the run of {@code c} have proven and not undone, as {@code proven}. */
  static final String PROVEN =
      """
      (select coalesce(jsonb_agg(jsonb_build_object('type', e.effect_type,
            'json', e.effect::text) order by e.completed_as), '[]')
        from step e where e.run = c.run and e.state = 'done' and e.effect is not null) as proven\
      """;

  private ClaimStatement() {}

  /**
   * The statement for some steps.
   *
   * @param which a condition on {@code step}
   */
  static String where(String which) {
    return """
    with claimed as (
      update step set state = 'running', attempt = failures + 1, fence = fence + 1,
        worker = :worker, locked_until = clock_timestamp() + :lock * interval '1 millisecond',
        started_at = coalesce(started_at, clock_timestamp()),
        deadline = coalesce(deadline, clock_timestamp() + budget)
          + coalesce(clock_timestamp() - locked_until, interval '0')
          + case when state = 'waiting' and abs(extract(epoch from
                clock_timestamp() - not_before)) > 600
              then clock_timestamp() - not_before else interval '0' end,
        waits_for = null, not_before = null
      where key in (
        select key from step
        where %s and topic = any (:topics) and state in ('ready', 'waiting', 'running')
          and case when state = 'running'
              then :trusted and clock_timestamp() between :floor and :horizon
                and (locked_until < clock_timestamp()
                  or locked_until > clock_timestamp() + 2 * :lock * interval '1 millisecond')
              else not_before is null or not_before <= clock_timestamp()
                or not_before > clock_timestamp() + :longest * interval '1 millisecond' end
        order by number limit :most for update skip locked)
      returning *),
    lost as (
      update step_attempt set ended_at = clock_timestamp(), result = 'lost'
      where key in (select key from claimed) and ended_at is null),
    begun as (
      insert into step_attempt (key, fence, attempt, worker, started_at)
      select key, fence, attempt, worker, clock_timestamp() from claimed)
    select c.*, %s, %s from claimed c order by c.number
    """
        .formatted(which, LEFT, PROVEN);
  }
}
