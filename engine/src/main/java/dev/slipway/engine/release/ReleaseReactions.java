package dev.slipway.engine.release;

import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.Runs;
import dev.slipway.engine.step.StepReaction;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.workers.build.ArtifactBuilt;
import dev.slipway.workers.git.CommitFetched;
import dev.slipway.workers.host.Pruned;
import dev.slipway.workers.plan.PlanConfirmed;
import dev.slipway.workers.plan.Planned;
import dev.slipway.workers.reconcile.Reconciled;
import dev.slipway.workers.router.Swapped;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** What the proven effects of steps mean for the releases and for the run. */
@Configuration(proxyBeanMethods = false)
class ReleaseReactions {

  private static final int SHORT_COMMIT = 10;

  private final Runs runs;
  private final Releases releases;
  private final JsonMapper json;

  ReleaseReactions(Runs runs, Releases releases, JsonMapper json) {
    this.runs = runs;
    this.releases = releases;
    this.json = json;
  }

  @Bean
  StepReaction fetched() {
    return new Reaction<>(
        StepCatalogue.FETCH,
        CommitFetched.class,
        json,
        (run, effect) -> {
          String id = "r" + run.number() + "-" + effect.commit().substring(0, SHORT_COMMIT);
          runs.commit(run.number(), effect.commit(), effect.subject(), id);
          return Map.of();
        });
  }

  @Bean
  StepReaction built() {
    return new Reaction<>(
        StepCatalogue.BUILD,
        ArtifactBuilt.class,
        json,
        (run, effect) -> {
          releases.built(run, effect.release(), effect.commit(), effect.digest());
          return Map.of();
        });
  }

  @Bean
  StepReaction planned() {
    return new Reaction<>(
        StepCatalogue.PLAN,
        Planned.class,
        json,
        (run, effect) -> {
          runs.plan(run.number(), json.writeValueAsString(effect.plan()), effect.plan().digest());
          return Map.of("approvalRequired", effect.approvalRequired());
        });
  }

  @Bean
  StepReaction reconciled() {
    return new Reaction<>(
        StepCatalogue.RECONCILE,
        Reconciled.class,
        json,
        (run, effect) -> {
          if (effect.accepted()) {
            releases.accept(run, effect.serving());
          }
          return Map.of();
        });
  }

  @Bean
  StepReaction confirmed() {
    return new Reaction<>(
        StepCatalogue.CONFIRM_PLAN,
        PlanConfirmed.class,
        json,
        (run, effect) -> {
          runs.plan(run.number(), json.writeValueAsString(effect.plan()), effect.digest());
          return Map.of("planChanged", effect.changed(), "previous", hasPrevious(run));
        });
  }

  @Bean
  StepReaction swapped() {
    return new Reaction<>(
        StepCatalogue.SWAP,
        Swapped.class,
        json,
        (run, effect) -> {
          releases.serves(run, run.release(), effect.to());
          runs.probed(
              run.number(),
              new Run.Probe(
                  Math.toIntExact(effect.requests()),
                  Math.toIntExact(effect.failed()),
                  Math.toIntExact(effect.resets())));
          return Map.of();
        });
  }

  @Bean
  StepReaction swappedBack() {
    return new OnDone(StepCatalogue.SWAP_BACK, releases::servesAsBefore);
  }

  @Bean
  StepReaction proven() {
    return new OnDone(
        StepCatalogue.BAKE, run -> releases.state(run, run.release(), ReleaseState.GOOD));
  }

  @Bean
  StepReaction discarded() {
    return new OnDone(
        StepCatalogue.DISCARD_ARTIFACT,
        run -> releases.state(run, run.release(), ReleaseState.FAILED));
  }

  @Bean
  StepReaction pruned() {
    return new Reaction<>(
        StepCatalogue.PRUNE,
        Pruned.class,
        json,
        (run, effect) -> {
          effect.ids().forEach(id -> releases.state(run, id, ReleaseState.GONE));
          return Map.of();
        });
  }

  private boolean hasPrevious(Run run) {
    return releases.serving(run.application(), run.environment()).isPresent();
  }
}
