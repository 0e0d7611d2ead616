package dev.slipway.engine.worker;

import dev.slipway.engine.node.Node;
import dev.slipway.engine.worker.WorkersView.HeldStepView;
import dev.slipway.engine.worker.WorkersView.ServerView;
import dev.slipway.engine.worker.WorkersView.WorkerView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Servers and workers as people see them. Those that have gone are shown for a day. */
@Component
class WorkerList {

  private static final int SILENT_AFTER_SECONDS = 15;

  private static final String SERVERS =
      """
      select *, greatest(0, extract(epoch from clock_timestamp() - heartbeat))::bigint as silent
      from node where ended_at is null or ended_at > clock_timestamp() - interval '1 day'
      order by name
      """;

  private static final String WORKERS =
      """
      select w.*, s.heard_of, s.gone,
        greatest(0, extract(epoch from clock_timestamp() - s.heard_of))::bigint as silent
      from worker w left join node n on n.name = w.node,
        lateral (select coalesce(n.heartbeat, w.heard) as heard_of,
          w.left_at is not null or n.ended_at is not null as gone) s
      where not s.gone or s.heard_of > clock_timestamp() - interval '1 day'
      order by w.name
      """;

  private static final String STEPS =
      """
      select s.key, s.run, s.title, s.topic, s.progress, s.worker, r.application, r.environment,
        greatest(0, extract(epoch from clock_timestamp() - a.started_at))::bigint as age
      from step s join run r on r.run = s.run
        join step_attempt a on a.key = s.key and a.fence = s.fence
      where s.state = 'running' order by a.started_at
      """;

  private final JdbcClient jdbc;
  private final Node node;

  WorkerList(JdbcClient jdbc, Node node) {
    this.jdbc = jdbc;
    this.node = node;
  }

  @Transactional(readOnly = true)
  WorkersView now() {
    Map<String, List<HeldStepView>> steps =
        jdbc
            .sql(STEPS)
            .query((row, number) -> new Held(row.getString("worker"), step(row)))
            .list()
            .stream()
            .collect(
                Collectors.groupingBy(
                    Held::worker, Collectors.mapping(Held::step, Collectors.toList())));
    return new WorkersView(
        jdbc.sql(SERVERS).query((row, number) -> server(row)).list(),
        jdbc.sql(WORKERS)
            .query(
                (row, number) -> worker(row, steps.getOrDefault(row.getString("name"), List.of())))
            .list());
  }

  private record Held(String worker, HeldStepView step) {}

  private ServerView server(ResultSet row) throws SQLException {
    long silent = row.getLong("silent");
    String state = "running";
    if (row.getTimestamp("ended_at") != null) {
      state = "ended";
    } else if (silent >= SILENT_AFTER_SECONDS) {
      state = "silent";
    }
    return new ServerView(
        row.getString("name"),
        row.getString("name").equals(node.name()),
        row.getString("version"),
        row.getString("host"),
        row.getTimestamp("started_at").toInstant(),
        row.getTimestamp("heartbeat").toInstant(),
        silent,
        state,
        row.getString("ended_how"));
  }

  private static WorkerView worker(ResultSet row, List<HeldStepView> steps) throws SQLException {
    long silent = row.getLong("silent");
    return new WorkerView(
        row.getString("name"),
        row.getString("node"),
        row.getString("token"),
        row.getString("version"),
        row.getString("host"),
        row.getTimestamp("since").toInstant(),
        row.getTimestamp("heard_of").toInstant(),
        silent,
        state(row, silent, steps),
        List.of((String[]) row.getArray("topics").getArray()),
        List.of((String[]) row.getArray("environments").getArray()),
        row.getInt("concurrency"),
        steps);
  }

  private static String state(ResultSet row, long silent, List<HeldStepView> steps)
      throws SQLException {
    if (row.getBoolean("gone")) {
      return "gone";
    }
    if (silent >= SILENT_AFTER_SECONDS) {
      return "silent";
    }
    if (row.getBoolean("draining")) {
      return "draining";
    }
    return steps.isEmpty() ? "idle" : "working";
  }

  private static HeldStepView step(ResultSet row) throws SQLException {
    return new HeldStepView(
        row.getString("key"),
        row.getLong("run"),
        row.getString("application"),
        row.getString("environment"),
        row.getString("title"),
        row.getString("topic"),
        row.getString("progress"),
        row.getLong("age"));
  }
}
