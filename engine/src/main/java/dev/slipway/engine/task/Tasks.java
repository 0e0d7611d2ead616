package dev.slipway.engine.task;

import dev.slipway.engine.event.RunEvents;
import dev.slipway.engine.event.RunEvents.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Every task, open and decided. */
@Component
public class Tasks {

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final RunEvents events;

  Tasks(JdbcClient jdbc, JsonMapper json, RunEvents events) {
    this.jdbc = jdbc;
    this.json = json;
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
                    + " reason = :reason where id = :id and decision is null")
            .param("by", by)
            .param("decision", decision)
            .param("reason", reason)
            .param("id", task.id())
            .update();
    if (changed > 0) {
      events.record(task.run(), Kind.TASK, Long.toString(task.id()));
    }
    return changed > 0;
  }

  public Optional<Task> find(long id) {
    return jdbc.sql("select * from task where id = :id")
        .param("id", id)
        .query(this::row)
        .optional();
  }

  /** The tasks of a run, oldest first. */
  public List<Task> of(long run) {
    return jdbc.sql("select * from task where run = :run order by id")
        .param("run", run)
        .query(this::row)
        .list();
  }

  /** Open tasks, oldest first, or else the newest 200 of all. */
  public List<Task> list(boolean onlyOpen) {
    return jdbc.sql(
            onlyOpen
                ? "select * from task where decision is null order by id"
                : "select * from task order by id desc limit 200")
        .query(this::row)
        .list();
  }

  Optional<Task> ofApproval(String approval) {
    return jdbc.sql("select * from task where approval = :approval")
        .param("approval", approval)
        .query(this::row)
        .optional();
  }

  private Task row(ResultSet row, int number) throws SQLException {
    Timestamp decidedAt = row.getTimestamp("decided_at");
    return new Task(
        row.getLong("id"),
        row.getString("kind"),
        row.getLong("run"),
        row.getString("step"),
        row.getString("approval"),
        row.getString("title"),
        row.getString("body"),
        List.of(json.readValue(row.getString("choices"), Choice[].class)),
        row.getString("plan_digest"),
        row.getTimestamp("created_at").toInstant(),
        row.getString("decided_by"),
        decidedAt == null ? null : decidedAt.toInstant(),
        row.getString("decision"),
        row.getString("reason"));
  }
}
