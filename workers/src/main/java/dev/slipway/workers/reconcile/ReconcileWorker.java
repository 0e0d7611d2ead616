package dev.slipway.workers.reconcile;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.processes.definition.Colour;
import dev.slipway.workers.build.BuiltRelease;
import dev.slipway.workers.host.HostPaths;
import dev.slipway.workers.host.TargetHost;
import dev.slipway.workers.router.Routers;
import dev.slipway.workers.ssh.SshHosts;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.RunFacts.ReleaseFacts;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepWorker;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the target before a run changes anything there, and compares it with the history: a run
 * before may have died, and people may have had their hands on it. A contradiction is never guessed
 * away; it goes on only when a person has accepted exactly what is still seen.
 */
public final class ReconcileWorker implements StepWorker {

  private final SshHosts hosts;

  public ReconcileWorker(SshHosts hosts) {
    this.hosts = hosts;
  }

  @Override
  public Topic topic() {
    return StepCatalogue.RECONCILE;
  }

  @Override
  public StepResult perform(StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    TargetHost host = TargetHost.reach(hosts, step);
    Sight.Marks marks = Sight.marks(host);
    boolean ahead = marks.fence() > host.fence().lease();
    if (!ahead) {
      // Only from here on nobody else can change what is being looked at.
      marks = Sight.fencedMarks(host);
    }
    Sight sight = Sight.of(host, Routers.of(step.environment(), host.ssh()), marks);
    ReleaseFacts history = step.run().serving();
    if (!ahead && sight.agreesWith(history)) {
      return StepResult.done(
          "As the history says: " + sight.words(), new Reconciled(history, false, sight.fence()));
    }
    String why = contradiction(sight, history, ahead ? host.fence().lease() : null);
    boolean accepted = why.equals(step.run().accepted());
    Optional<Reconciled> acceptable = acceptable(host, sight);
    if (accepted && acceptable.isPresent()) {
      step.log().note("Accepted by a person: " + why);
      return StepResult.done("Accepted: " + sight.words(), acceptable.get());
    }
    return new StepResult.Unknown(
        Failure.of(
                "Comparing " + host.ssh().address() + " with the history",
                why,
                acceptable.isPresent()
                    ? "Find out who changed it, then say what is right"
                    : "This cannot be accepted as it is, because no single finished release"
                        + " serves: put the target right by hand, then let Slipway look again")
            .withEvidence(sight.evidence()));
  }

  private static String contradiction(
      Sight sight, @Nullable ReleaseFacts history, @Nullable Long token) {
    String serves = "on the target " + sight.words() + "; the history says " + Sight.words(history);
    return token == null
        ? serves
        : "the target was changed under token "
            + sight.fence()
            + ", this run holds the lease under "
            + token
            + ", so another server has released there or this one has lost its newest history; "
            + serves;
  }

  private static Optional<Reconciled> acceptable(TargetHost host, Sight sight)
      throws StepFailedException, StepStoppedException, InterruptedException {
    if (sight.serving().isEmpty()) {
      return Optional.of(new Reconciled(null, true, sight.fence()));
    }
    if (sight.serving().size() > 1) {
      return Optional.empty();
    }
    Colour colour = sight.serving().getFirst();
    String release = sight.slots().get(colour);
    if (release == null || !HostPaths.isId(release)) {
      return Optional.empty();
    }
    return BuiltRelease.read(host, release, colour)
        .map(serving -> new Reconciled(serving, true, sight.fence()));
  }
}
