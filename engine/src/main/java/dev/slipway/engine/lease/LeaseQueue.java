package dev.slipway.engine.lease;

import dev.slipway.engine.run.Run;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who waits for which lease, first come, first served. A run that is hauled back waits no more. */
@Component
public class LeaseQueue {

  private static final String WAITING =
      """
      select q.run, row_number() over (order by q.place) as place, r.kind, r.ref, r.requested_by,
        q.since
      from lease_queue q join run r on r.run = q.run
      where q.application = :application and q.environment = :environment
        and not r.hauling_back and r.ended_at is null
      order by q.place
      """;

  private final JdbcClient jdbc;

  LeaseQueue(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those who wait for the lease of an environment, the first in line first. */
  public List<Waiting> of(String application, String environment) {
    return jdbc.sql(WAITING)
        .param("application", application)
        .param("environment", environment)
        .query(
            (row, number) ->
                new Waiting(
                    row.getLong("run"),
                    row.getInt("place"),
                    row.getString("kind"),
                    row.getString("ref"),
                    row.getString("requested_by"),
                    row.getTimestamp("since").toInstant()))
        .list();
  }

  void join(Run run) {
    jdbc.sql(
            "insert into lease_queue (application, environment, run)"
                + " values (:application, :environment, :run) on conflict do nothing")
        .param("application", run.application())
        .param("environment", run.environment())
        .param("run", run.number())
        .update();
  }

  void leave(long run) {
    jdbc.sql("delete from lease_queue where run = :run").param("run", run).update();
  }
}
