package dev.slipway.engine.task;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was done about each task, in order; nothing is ever changed or taken away. */
@Component
class TaskEntries {

  private final JdbcClient jdbc;

  TaskEntries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Appends one, as of now by the database's clock, with the end of the hold if there is one. */
  void add(long task, String by, String what, String reason) {
    jdbc.sql(
            """
            insert into task_entry (task, at, made_by, what, reason, until)
              select id, clock_timestamp(), :by, :what, :reason, held_until from task
              where id = :task
            """)
        .param("task", task)
        .param("by", by)
        .param("what", what)
        .param("reason", reason)
        .update();
  }

  /** The entries of each of these tasks, oldest first; tasks without any are left out. */
  Map<Long, List<TaskEntry>> of(Collection<Long> tasks) {
    Map<Long, List<TaskEntry>> entries = new HashMap<>();
    jdbc.sql("select * from task_entry where task = any (:tasks) order by place")
        .param("tasks", tasks.toArray(Long[]::new))
        .query(
            row -> {
              entries
                  .computeIfAbsent(row.getLong("task"), task -> new ArrayList<>())
                  .add(entry(row));
            });
    return entries;
  }

  private static TaskEntry entry(ResultSet row) throws SQLException {
    Timestamp until = row.getTimestamp("until");
    return new TaskEntry(
        row.getTimestamp("at").toInstant(),
        row.getString("made_by"),
        row.getString("what"),
        row.getString("reason"),
        until == null ? null : until.toInstant());
  }
}
