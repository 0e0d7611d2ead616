package dev.slipway.engine.step;

/**
 * The statements by which a step begins to be. A run that comes by an activity again gets a new
 * step; the first keeps the plain name.
 */
final class ArrivalStatement {

  private static final String ARRIVED =
      """
      insert into step (key, run, process, process_instance, execution, activity, title, topic,
        compensation, budget, created_at, state%s)
      select :plain || case when before = 0 then '' else '-' || (before + 1) end, :run, :process,
        :instance, :execution, :activity, :title, :topic, :compensation,
        :budget * interval '1 millisecond', now(), %s
      from (select count(*) as before from step where run = :run and activity = :activity) as b
      returning *
      """;

  /** A worker may claim it. */
  static final String READY = ARRIVED.formatted("", "'ready'");

  /** A worker has it at once. */
  static final String IN_HAND =
      """
      with arrived as (
        %s),
      begun as (
        insert into step_attempt (key, fence, attempt, worker, started_at)
        select key, fence, attempt, worker, started_at from arrived)
      select c.*, %s, %s from arrived c
      """
          .formatted(
              ARRIVED.formatted(
                  ", attempt, fence, worker, handed_after, locked_until, started_at, deadline",
                  """
                  'running', 1, 1, :worker, :after,
                    clock_timestamp() + :lock * interval '1 millisecond', clock_timestamp(), clock_timestamp() + :budget * interval '1 millisecond'\
                  """),
              ClaimStatement.LEFT,
              ClaimStatement.PROVEN);

  /** A worker has it already, and does not know. */
  static final String STILL_IN_HAND =
      """
      with handed as (
        update step set locked_until = clock_timestamp() + :lock * interval '1 millisecond'
        where run = :run and handed_after = :after and worker = :worker and fence = 1
          and state = 'running'
        returning *)
      select c.*, %s, %s from handed c
      """
          .formatted(ClaimStatement.LEFT, ClaimStatement.PROVEN);

  private ArrivalStatement() {}
}
