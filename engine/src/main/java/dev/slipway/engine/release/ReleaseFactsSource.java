package dev.slipway.engine.release;

import dev.slipway.engine.database.Query;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.Runs;
import dev.slipway.engine.step.RunFactsSource;
import dev.slipway.processes.definition.Definitions;
import dev.slipway.processes.definition.Environment;
import dev.slipway.workers.step.RunFacts;
import dev.slipway.workers.step.RunFacts.ReleaseFacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class ReleaseFactsSource implements RunFactsSource {

  private static final int KEPT = 64;

  /** One statement, because every step that begins asks. */
  private static final String FACTS =
      """
      select r.run, r.kind, r.application, r.environment, r.definition, r.ref, r.release,
        r.requested_by, r.lease_fence, r.cancelled_by, r.target_release, r.no_return, r.accepted,
        e.id as serving_release, e.commit_hash as serving_commit,
        e.artifact as serving_artifact, s.colour as serving_colour
      from run r
        left join serving s on s.application = r.application and s.environment = r.environment
        left join release e on e.application = s.application and e.environment = s.environment
          and e.id = s.release
      where r.run = :run
      """;

  private final Releases releases;
  private final Runs runs;

  /** By run, whose definition never changes; reading one takes milliseconds. */
  private final Map<Long, Environment> environments = new LinkedHashMap<>(16, 0.75f, true);

  ReleaseFactsSource(Releases releases, Runs runs) {
    this.releases = releases;
    this.runs = runs;
  }

  @Override
  public Query<RunFacts> facts(long run) {
    return new Query<>(FACTS, Map.of("run", run), (row, number) -> facts(row));
  }

  private RunFacts facts(ResultSet row) throws SQLException {
    String application = row.getString("application");
    String environment = row.getString("environment");
    return new RunFacts(
        row.getLong("run"),
        row.getString("kind"),
        application,
        environment,
        row.getString("definition"),
        row.getString("ref"),
        row.getString("release"),
        row.getString("requested_by"),
        row.getLong("lease_fence"),
        row.getString("cancelled_by") != null,
        target(application, environment, row.getString("target_release")),
        serving(row),
        disposable(row),
        row.getString("accepted"));
  }

  private @Nullable ReleaseFacts target(
      String application, String environment, @Nullable String target) {
    return target == null
        ? null
        : releases
            .find(application, environment, target)
            .map(
                release ->
                    new ReleaseFacts(release.id(), release.commit(), release.artifact(), null))
            .orElse(null);
  }

  private static @Nullable ReleaseFacts serving(ResultSet row) throws SQLException {
    String release = row.getString("serving_release");
    return release == null
        ? null
        : new ReleaseFacts(
            release,
            row.getString("serving_commit"),
            row.getString("serving_artifact"),
            row.getString("serving_colour"));
  }

  private List<String> disposable(ResultSet row) throws SQLException {
    // Only what comes after the point of no return may dispose of anything.
    return row.getBoolean("no_return")
        ? releases.disposable(
            row.getString("application"),
            row.getString("environment"),
            row.getString("release"),
            environment(row.getLong("run")).keep().good())
        : List.of();
  }

  @Override
  public Environment environment(long run) {
    synchronized (environments) {
      Environment known = environments.get(run);
      if (known != null) {
        return known;
      }
    }
    Run read = runs.get(run);
    Environment defined =
        Definitions.require("run " + run, read.definition())
            .environment(read.environment())
            .orElseThrow();
    synchronized (environments) {
      environments.put(run, defined);
      if (environments.size() > KEPT) {
        environments.remove(environments.keySet().iterator().next());
      }
    }
    return defined;
  }
}
