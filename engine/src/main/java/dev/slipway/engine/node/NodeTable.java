package dev.slipway.engine.node;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the servers of this database write down about themselves and each other. */
@Component
class NodeTable {

  /**
   * A server counts as gone when it has been silent for 12 seconds; or for 5, if nobody holds its
   * name any more. One whose heartbeat lies ahead was heard before the clock was set back. Nobody
   * is gone by a clock that was set since it was looked at.
   */
  private static final String GONE =
      """
      n.ended_at is null and clock_timestamp() between :floor and :horizon
        and (n.heartbeat < clock_timestamp() - interval '12 seconds'
        or n.heartbeat > clock_timestamp() + interval '12 seconds'
        or n.heartbeat < clock_timestamp() - interval '5 seconds' and not exists (
          select from pg_locks where locktype = 'advisory' and granted and classid = :class::oid
            and objid = (hashtext(n.name)::bigint & 4294967295)::oid and objsubid = 2
            and database = (select oid from pg_database where datname = current_database())))
      """;

  private final JdbcClient jdbc;

  NodeTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A life of a server. */
  record Life(String name, long incarnation) {}

  /** Begins a new life, and tells which. */
  long begin(String name, String version, String host) {
    return jdbc.sql(
            """
            insert into node (name, incarnation, version, host, started_at, heartbeat)
            values (:name, 1, :version, :host, clock_timestamp(), clock_timestamp())
            on conflict (name) do update set incarnation = node.incarnation + 1,
              version = excluded.version, host = excluded.host, started_at = excluded.started_at,
              heartbeat = excluded.heartbeat, ended_at = null, ended_how = null
            returning incarnation
            """)
        .param("name", name)
        .param("version", version)
        .param("host", host)
        .query(Long.class)
        .single();
  }

  /** Ends the life of this server. */
  void end(Life life) {
    jdbc.sql(
            "update node set ended_at = clock_timestamp(), ended_how = 'stopped'"
                + " where name = :name and incarnation = :incarnation")
        .param("name", life.name())
        .param("incarnation", life.incarnation())
        .update();
  }

  /** Which of the other servers have gone, unless the clock was set since it was looked at. */
  List<Life> gone(String self, ClockWatch.Trust clock) {
    return jdbc.sql("select name, incarnation from node n where n.name <> :self and " + GONE)
        .param("self", self)
        .param("floor", clock.floor())
        .param("horizon", clock.horizon())
        .param("class", NameSession.NAMES)
        .query((row, number) -> new Life(row.getString("name"), row.getLong("incarnation")))
        .list();
  }

  /**
   * Ends the life of a server that has gone; of several that try, one succeeds. All its connections
   * end: if it was only stopped, nothing that it had begun can be committed when it wakes up.
   *
   * @return how many connections it still had, or nothing if it is alive, somebody else was faster,
   *     or the clock was set since it was looked at
   */
  Optional<Integer> endGone(Life life, String by, ClockWatch.Trust clock) {
    int ended =
        jdbc.sql(
                "update node n set ended_at = clock_timestamp(), ended_how = 'taken over by ' ||"
                    + " :by, incarnation = incarnation + 1 where n.name = :name and n.incarnation ="
                    + " :incarnation and "
                    + GONE)
            .param("name", life.name())
            .param("incarnation", life.incarnation())
            .param("by", by)
            .param("floor", clock.floor())
            .param("horizon", clock.horizon())
            .param("class", NameSession.NAMES)
            .update();
    if (ended == 0) {
      return Optional.empty();
    }
    return Optional.of(
        jdbc.sql(
                "select pg_terminate_backend(pid, 2000) from pg_stat_activity"
                    + " where application_name = 'slipway ' || :name"
                    + " and datname = current_database() and pid <> pg_backend_pid()")
            .param("name", life.name())
            .query(Boolean.class)
            .list()
            .size());
  }
}
