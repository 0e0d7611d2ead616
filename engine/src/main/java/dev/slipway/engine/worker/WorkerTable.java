package dev.slipway.engine.worker;

import dev.slipway.workers.loop.http.RegisterRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The workers that have introduced themselves. Moments are the database's own. */
@Component
class WorkerTable {

  private final JdbcClient jdbc;

  WorkerTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A worker as it is remembered.
   *
   * @param token null for one in the process of a server
   * @param recent whether something was heard of it in the last half minute
   */
  record Known(
      String name, @Nullable String token, String instance, boolean left, boolean recent) {}

  Optional<Known> find(String name) {
    return jdbc.sql(
            "select name, token, instance, left_at is not null as left_,"
                + " heard > clock_timestamp() - interval '30 seconds' as recent"
                + " from worker where name = :name")
        .param("name", name)
        .query(
            (row, number) ->
                new Known(
                    row.getString("name"),
                    row.getString("token"),
                    row.getString("instance"),
                    row.getBoolean("left_"),
                    row.getBoolean("recent")))
        .optional();
  }

  /** Whether a server that runs has this name. */
  boolean isServer(String name) {
    return jdbc.sql("select 1 from node where name = :name and ended_at is null")
        .param("name", name)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /**
   * Remembers a worker, in place of an earlier start of it.
   *
   * @param node the server in whose process it is, or null
   * @param token what it showed, or null
   */
  void put(
      RegisterRequest worker,
      @Nullable String node,
      @Nullable String token,
      String[] topics,
      String[] environments) {
    jdbc.sql(
            """
            insert into worker (name, node, token, instance, version, protocol, host, topics,
              environments, concurrency, since, heard)
            values (:name, :node, :token, :instance, :version, :protocol, :host, :topics,
              :environments, :concurrency, clock_timestamp(), clock_timestamp())
            on conflict (name) do update set node = excluded.node, token = excluded.token,
              instance = excluded.instance, version = excluded.version,
              protocol = excluded.protocol, host = excluded.host, topics = excluded.topics,
              environments = excluded.environments, concurrency = excluded.concurrency,
              since = excluded.since, heard = excluded.heard, draining = false, left_at = null
            """)
        .param("name", worker.node())
        .param("node", node)
        .param("token", token)
        .param("instance", worker.instance())
        .param("version", worker.version())
        .param("protocol", worker.protocol())
        .param("host", worker.host())
        .param("topics", topics)
        .param("environments", environments)
        .param("concurrency", worker.concurrency())
        .update();
  }

  /** To the few seconds: a worker speaks many times a second, and each mark is a write. */
  void heard(String name) {
    jdbc.sql(
            "update worker set heard = clock_timestamp() where name = :name"
                + " and heard < clock_timestamp() - interval '3 seconds'")
        .param("name", name)
        .update();
  }

  boolean drain(String name, String instance) {
    return jdbc.sql(
                "update worker set draining = true, heard = clock_timestamp()"
                    + " where name = :name and instance = :instance and left_at is null")
            .param("name", name)
            .param("instance", instance)
            .update()
        > 0;
  }

  boolean leave(String name, String instance) {
    return jdbc.sql(
                "update worker set left_at = clock_timestamp(), heard = clock_timestamp()"
                    + " where name = :name and instance = :instance and left_at is null")
            .param("name", name)
            .param("instance", instance)
            .update()
        > 0;
  }
}
