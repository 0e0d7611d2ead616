package dev.slipway.engine.release;

import dev.slipway.engine.run.Run;
import dev.slipway.workers.step.RunFacts.ReleaseFacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every release that was built, and what serves. */
@Component
public class Releases {

  private final JdbcClient jdbc;

  Releases(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void built(Run run, String id, String commit, String artifact) {
    jdbc.sql(
            """
            insert into release (application, environment, id, run, commit_hash, subject, artifact,
              state, built_at)
            values (:application, :environment, :id, :run, :commit, :subject, :artifact, 'built', now())
            on conflict (application, environment, id) do update set artifact = excluded.artifact
            """)
        .param("application", run.application())
        .param("environment", run.environment())
        .param("id", id)
        .param("run", run.number())
        .param("commit", commit)
        .param("subject", run.subject())
        .param("artifact", artifact)
        .update();
  }

  void state(Run run, String id, ReleaseState state) {
    jdbc.sql(
            "update release set state = :state,"
                + " proven_at = case when :state = 'good' then now() else proven_at end"
                + " where application = :application and environment = :environment and id = :id")
        .param("state", state.written())
        .param("application", run.application())
        .param("environment", run.environment())
        .param("id", id)
        .update();
  }

  /** Keeps a release whatever retention says, or no longer; false if there is none of this id. */
  public boolean pin(String application, String environment, String id, boolean pinned) {
    return jdbc.sql(
                "update release set pinned = :pinned where application = :application"
                    + " and environment = :environment and id = :id and state <> 'gone'")
            .param("pinned", pinned)
            .param("application", application)
            .param("environment", environment)
            .param("id", id)
            .update()
        > 0;
  }

  /** A swap has moved the traffic; what served before is remembered until the next one. */
  void serves(Run run, String release, String colour) {
    jdbc.sql(
            """
            insert into serving (application, environment, release, colour, since, run)
            values (:application, :environment, :release, :colour, now(), :run)
            on conflict (application, environment) do update
              set previous_release = serving.release, previous_colour = serving.colour,
                previous_since = serving.since, previous_run = serving.run,
                release = excluded.release, colour = excluded.colour, since = excluded.since,
                run = excluded.run
              where serving.run <> excluded.run or serving.release <> excluded.release
            """)
        .param("application", run.application())
        .param("environment", run.environment())
        .param("release", release)
        .param("colour", colour)
        .param("run", run.number())
        .update();
  }

  /**
   * What was found to serve counts from now on, because a person has accepted it.
   *
   * @param found what serves, or null if nothing does
   */
  void accept(Run run, @Nullable ReleaseFacts found) {
    jdbc.sql("delete from serving where application = :application and environment = :environment")
        .param("application", run.application())
        .param("environment", run.environment())
        .update();
    if (found == null) {
      return;
    }
    jdbc.sql(
            """
            with known as (
              insert into release (application, environment, id, run, commit_hash, subject,
                artifact, state, built_at)
              values (:application, :environment, :id, :run, :commit, '', :artifact, 'built', now())
              on conflict (application, environment, id) do update set state =
                case when release.state = 'gone' then 'built' else release.state end
              returning run)
            insert into serving (application, environment, release, colour, since, run)
            select :application, :environment, :id, :colour, now(), run from known
            """)
        .param("application", run.application())
        .param("environment", run.environment())
        .param("id", found.id())
        .param("run", run.number())
        .param("commit", found.commit())
        .param("artifact", found.artifact())
        .param("colour", found.colour())
        .update();
  }

  /** This run's swap was undone. */
  void servesAsBefore(Run run) {
    jdbc.sql(
            """
            delete from serving where application = :application and environment = :environment
              and run = :run and previous_release is null
            """)
        .param("application", run.application())
        .param("environment", run.environment())
        .param("run", run.number())
        .update();
    jdbc.sql(
            """
            update serving set release = previous_release, colour = previous_colour,
              since = previous_since, run = previous_run, previous_release = null,
              previous_colour = null, previous_since = null, previous_run = null
            where application = :application and environment = :environment and run = :run
            """)
        .param("application", run.application())
        .param("environment", run.environment())
        .param("run", run.number())
        .update();
  }

  public Optional<Serving> serving(String application, String environment) {
    return jdbc.sql(
            """
            select r.*, s.colour, s.since, s.run as serving_run
            from serving s join release r on r.application = s.application
              and r.environment = s.environment and r.id = s.release
            where s.application = :application and s.environment = :environment
            """)
        .param("application", application)
        .param("environment", environment)
        .query(
            (row, number) ->
                new Serving(
                    release(row, number),
                    row.getString("colour"),
                    row.getTimestamp("since").toInstant(),
                    row.getLong("serving_run")))
        .optional();
  }

  public Optional<Release> find(String application, String environment, String id) {
    return jdbc.sql(
            "select * from release where application = :application"
                + " and environment = :environment and id = :id")
        .param("application", application)
        .param("environment", environment)
        .param("id", id)
        .query(this::release)
        .optional();
  }

  /** Every release of an environment, the newest first. */
  public List<Release> list(String application, String environment) {
    return jdbc.sql(
            "select * from release where application = :application"
                + " and environment = :environment order by built_at desc, run desc limit 200")
        .param("application", application)
        .param("environment", environment)
        .query(this::release)
        .list();
  }

  /**
   * What retention lets go, oldest first: neither serving, nor pinned, nor among the newest good
   * ones, nor what a run that goes on has built or goes back to.
   *
   * @param own the release of the run that asks
   */
  List<String> disposable(String application, String environment, String own, int keepGood) {
    return jdbc.sql(
            """
            select r.id from release r
            where r.application = :application and r.environment = :environment
              and r.state <> 'gone' and not r.pinned
              and r.id not in (select o.release from run o
                where o.application = :application and o.environment = :environment
                  and o.ended_at is null)
              and r.id not in (select release from serving s
                where s.application = :application and s.environment = :environment)
              and r.id not in (select g.id from release g
                where g.application = :application and g.environment = :environment
                  and g.state = 'good' and not g.pinned and g.id <> :own
                  and g.id not in (select release from serving s
                    where s.application = :application and s.environment = :environment)
                order by g.proven_at desc limit :keep)
            order by r.built_at
            """)
        .param("application", application)
        .param("environment", environment)
        .param("own", own)
        .param("keep", keepGood)
        .query((row, number) -> row.getString("id"))
        .list();
  }

  private Release release(ResultSet row, int number) throws SQLException {
    Timestamp proven = row.getTimestamp("proven_at");
    return new Release(
        row.getString("application"),
        row.getString("environment"),
        row.getString("id"),
        row.getLong("run"),
        row.getString("commit_hash"),
        row.getString("subject"),
        row.getString("artifact"),
        ReleaseState.of(row.getString("state")),
        row.getBoolean("pinned"),
        row.getTimestamp("built_at").toInstant(),
        proven == null ? null : proven.toInstant());
  }
}
