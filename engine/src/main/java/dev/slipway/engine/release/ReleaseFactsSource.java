package dev.slipway.engine.release;

import dev.slipway.engine.run.Run;
import dev.slipway.engine.step.RunFactsSource;
import dev.slipway.processes.definition.Definitions;
import dev.slipway.processes.definition.Environment;
import dev.slipway.workers.step.RunFacts;
import dev.slipway.workers.step.RunFacts.ReleaseFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class ReleaseFactsSource implements RunFactsSource {

  private static final int KEPT = 64;

  private final Releases releases;

  /** By environment and definition; reading a definition takes milliseconds. */
  private final Map<String, Environment> environments = new LinkedHashMap<>(16, 0.75f, true);

  ReleaseFactsSource(Releases releases) {
    this.releases = releases;
  }

  @Override
  public RunFacts facts(Run run) {
    return new RunFacts(
        run.number(),
        run.kind(),
        run.application(),
        run.environment(),
        run.definition(),
        run.ref(),
        run.release(),
        run.requestedBy(),
        run.leaseFence(),
        run.cancelled(),
        target(run),
        releases
            .serving(run.application(), run.environment())
            .map(serving -> facts(serving.release(), serving.colour()))
            .orElse(null),
        disposable(run),
        run.accepted());
  }

  private @Nullable ReleaseFacts target(Run run) {
    String target = run.target();
    return target == null
        ? null
        : releases
            .find(run.application(), run.environment(), target)
            .map(release -> facts(release, null))
            .orElse(null);
  }

  private List<String> disposable(Run run) {
    // Only what comes after the point of no return may dispose of anything.
    if (!run.noReturn()) {
      return List.of();
    }
    return releases.disposable(run, environment(run).keep().good());
  }

  @Override
  public Environment environment(Run run) {
    String key = run.environment() + "\n" + run.definition();
    synchronized (environments) {
      Environment known = environments.get(key);
      if (known == null) {
        known =
            Definitions.require("run " + run.number(), run.definition())
                .environment(run.environment())
                .orElseThrow();
        environments.put(key, known);
        if (environments.size() > KEPT) {
          environments.remove(environments.keySet().iterator().next());
        }
      }
      return known;
    }
  }

  private static ReleaseFacts facts(Release release, @Nullable String colour) {
    return new ReleaseFacts(release.id(), release.commit(), release.artifact(), colour);
  }
}
