package dev.slipway.bench.server;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.build.ArtifactBuilt;
import dev.slipway.workers.git.CommitFetched;
import dev.slipway.workers.host.Pruned;
import dev.slipway.workers.plan.Plan;
import dev.slipway.workers.plan.PlanConfirmed;
import dev.slipway.workers.plan.Planned;
import dev.slipway.workers.reconcile.Reconciled;
import dev.slipway.workers.router.Swapped;
import dev.slipway.workers.step.Effect;
import dev.slipway.workers.step.RunFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the steps of a release prove, as small as the server takes it. */
final class Proofs {

  private static final String COMMIT = "1a2b3c4d5e6f1a2b3c4d5e6f1a2b3c4d5e6f1a2b";
  private static final String DIGEST = "sha256:00";
  private static final Plan PLAN =
      new Plan(
          DIGEST, "main", COMMIT, null, List.of(), false, List.of(), false, "first", List.of(),
          List.of(), null, null, List.of());

  private static final Map<Topic, Function<RunFacts, Effect>> BY_TOPIC =
      Map.of(
          StepCatalogue.FETCH,
          run -> new CommitFetched(COMMIT, "Bench", "Bench", Instant.EPOCH),
          StepCatalogue.BUILD,
          run -> new ArtifactBuilt(run.release(), COMMIT, DIGEST, "/srv/bench", 1),
          StepCatalogue.PLAN,
          run -> new Planned(PLAN, false),
          StepCatalogue.RECONCILE,
          run -> new Reconciled(run.serving(), false, 0),
          StepCatalogue.CONFIRM_PLAN,
          run -> new PlanConfirmed(DIGEST, false, PLAN),
          StepCatalogue.SWAP,
          run -> new Swapped(null, "blue", 0, 0, 0, Instant.EPOCH),
          StepCatalogue.PRUNE,
          // Without it every run would have more releases to tell of than the one before.
          run -> new Pruned(run.disposable()));

  private Proofs() {}

  static Optional<Effect> of(Topic topic, RunFacts run) {
    return Optional.ofNullable(BY_TOPIC.get(topic)).map(proof -> proof.apply(run));
  }
}
