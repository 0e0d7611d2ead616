package dev.slipway.engine.task;

import dev.slipway.engine.event.RunEvents;
import dev.slipway.engine.event.RunEvents.Kind;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Every task, open and decided. */
@Component
public class Tasks {

  /** A task that is held until some time comes up then, any other after as long as this. */
  private static final String DUE =
      """
      decision is null and (held_until <= clock_timestamp()
        or held_until is null and :every > 0 and greatest(created_at, reminded_at, held_at)
          <= clock_timestamp() - :every * interval '1 millisecond')
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final TaskRows rows;
  private final TaskEntries entries;
  private final RunEvents events;

  Tasks(JdbcClient jdbc, JsonMapper json, TaskEntries entries, RunEvents events) {
    this.jdbc = jdbc;
    this.json = json;
    this.rows = new TaskRows(json);
    this.entries = entries;
    this.events = events;
  }

  /** What a task is opened with; see {@link Task}. */
  record NewTask(
      String kind,
      long run,
      @Nullable String step,
      @Nullable String approval,
      String title,
      String body,
      List<Choice> choices,
      @Nullable String planDigest) {}

  void open(NewTask task) {
    long id =
        jdbc.sql(
                """
                insert into task (kind, run, step, approval, title, body, choices, plan_digest,
                  created_at)
                values (:kind, :run, :step, :approval, :title, :body, :choices::jsonb, :digest, now())
                returning id
                """)
            .param("kind", task.kind())
            .param("run", task.run())
            .param("step", task.step())
            .param("approval", task.approval())
            .param("title", task.title())
            .param("body", task.body())
            .param("choices", json.writeValueAsString(task.choices()))
            .param("digest", task.planDigest())
            .query(Long.class)
            .single();
    events.record(task.run(), Kind.TASK, Long.toString(id));
  }

  /** Decides a task that is still open; false if somebody was faster. */
  boolean decide(Task task, String by, String decision, String reason) {
    int changed =
        jdbc.sql(
                "update task set decided_by = :by, decided_at = now(), decision = :decision,"
                    + " reason = :reason, held_by = null, held_at = null, held_until = null,"
                    + " held_reason = null where id = :id and decision is null")
            .param("by", by)
            .param("decision", decision)
            .param("reason", reason)
            .param("id", task.id())
            .update();
    return changed > 0 && entered(task, by, decision, reason);
  }

  /** Marks a task that is still open as looked into; false if it is decided. */
  boolean hold(Task task, String by, String reason, @Nullable Duration length) {
    int changed =
        jdbc.sql(
                """
                update task set held_by = :by, held_at = clock_timestamp(), held_reason = :reason,
                  held_until = clock_timestamp() + :length * interval '1 second'
                where id = :id and decision is null
                """)
            .param("by", by)
            .param("reason", reason)
            .param("length", length == null ? null : length.toSeconds(), Types.BIGINT)
            .param("id", task.id())
            .update();
    return changed > 0 && entered(task, by, Choice.HOLD.id(), reason);
  }

  /** Open tasks of which somebody should be reminded. */
  List<Task> due(Duration every) {
    return complete(
        jdbc.sql("select * from task where " + DUE + " order by id")
            .param("every", every.toMillis())
            .query(rows)
            .list());
  }

  /** Writes down that somebody is reminded, and ends a hold that is over; false if not due. */
  boolean remind(Task task, Duration every) {
    int changed =
        jdbc.sql(
                """
                update task set reminders = reminders + 1, reminded_at = clock_timestamp(),
                  held_by = case when held_until is null then held_by end,
                  held_at = case when held_until is null then held_at end,
                  held_reason = case when held_until is null then held_reason end,
                  held_until = null
                where id = :id and
                """
                    + DUE)
            .param("id", task.id())
            .param("every", every.toMillis())
            .update();
    if (changed == 0) {
      return false;
    }
    Hold over = task.hold();
    return (over != null && over.until() != null)
        ? entered(task, "slipway", "asked-again", "The time is over that " + over.by() + " gave it")
        : entered(task, "slipway", "reminded", "Nobody has decided yet");
  }

  /** How long ago a task was opened, by the database's clock. */
  Duration age(Task task) {
    long seconds =
        jdbc.sql(
                "select extract(epoch from clock_timestamp() - created_at)::bigint from task"
                    + " where id = :id")
            .param("id", task.id())
            .query(Long.class)
            .single();
    return Duration.ofSeconds(seconds);
  }

  private boolean entered(Task task, String by, String what, String reason) {
    entries.add(task.id(), by, what, reason);
    events.record(task.run(), Kind.TASK, Long.toString(task.id()));
    return true;
  }

  public Optional<Task> find(long id) {
    return complete(
            jdbc.sql("select * from task where id = :id").param("id", id).query(rows).list())
        .stream()
        .findFirst();
  }

  /** The tasks of a run, oldest first. */
  public List<Task> of(long run) {
    return complete(
        jdbc.sql("select * from task where run = :run order by id")
            .param("run", run)
            .query(rows)
            .list());
  }

  /** The task that a run waits for the longest, if any. */
  public Optional<Task> openOf(long run) {
    return jdbc.sql("select * from task where run = :run and decision is null order by id limit 1")
        .param("run", run)
        .query(rows)
        .optional();
  }

  /** Open tasks, oldest first, or else the newest 200 of all. */
  public List<Task> list(boolean onlyOpen) {
    return complete(
        jdbc.sql(
                onlyOpen
                    ? "select * from task where decision is null order by id"
                    : "select * from task order by id desc limit 200")
            .query(rows)
            .list());
  }

  Optional<Task> ofApproval(String approval) {
    return jdbc.sql("select * from task where approval = :approval")
        .param("approval", approval)
        .query(rows)
        .optional();
  }

  private List<Task> complete(List<Task> found) {
    Map<Long, List<TaskEntry>> all = entries.of(found.stream().map(Task::id).toList());
    return found.stream().map(task -> task.with(all.getOrDefault(task.id(), List.of()))).toList();
  }
}
