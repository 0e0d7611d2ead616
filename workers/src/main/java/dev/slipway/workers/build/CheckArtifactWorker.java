package dev.slipway.workers.build;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.host.TargetHost;
import dev.slipway.workers.ssh.RemoteCommand;
import dev.slipway.workers.ssh.SshHosts;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.RunFacts.ReleaseFacts;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepWorker;
import java.util.List;
import java.util.Optional;

/** Makes sure, before anything changes, that the release to go back to is what it was. */
public final class CheckArtifactWorker implements StepWorker {

  private static final String AVAILABLE =
      """
      cd -- "$1" 2>/dev/null || exit 0
      for r in *; do [ ! -f "$r/.slipway-artifact.json" ] || printf '%s\\n' "$r"; done
      """;

  private final SshHosts hosts;

  public CheckArtifactWorker(SshHosts hosts) {
    this.hosts = hosts;
  }

  @Override
  public Topic topic() {
    return StepCatalogue.CHECK_ARTIFACT;
  }

  @Override
  public StepResult perform(StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    ReleaseFacts target = step.run().target();
    if (target == null) {
      throw new StepFailedException(
          Failure.of(
              "Release " + step.run().ref(),
              "nothing is known of such a release",
              "Choose one of the releases that the environment lists"));
    }
    TargetHost host = TargetHost.reach(hosts, step);
    ReleaseTree tree = new ReleaseTree(host, target.id());
    Optional<Manifest> manifest = tree.manifest();
    if (manifest.isEmpty()) {
      throw refused(host, target, "it is not on the host any more");
    }
    if (!manifest.get().digest().equals(target.artifact())
        || !manifest.get().commit().equals(target.commit())) {
      throw refused(host, target, "its manifest is not the one that was written when it was built");
    }
    step.progress("Comparing every file");
    List<String> altered = tree.altered(target.artifact());
    if (!altered.isEmpty()) {
      throw refused(
          host, target, "it was altered since it was built: " + String.join("; ", altered));
    }
    return StepResult.done(
        target.id() + " is there, unchanged",
        new ArtifactChecked(
            target.id(), target.commit(), target.artifact(), host.paths().release(target.id())));
  }

  private static StepFailedException refused(TargetHost host, ReleaseFacts target, String why)
      throws StepFailedException, StepStoppedException, InterruptedException {
    List<String> available =
        host.look(RemoteCommand.script(AVAILABLE, host.paths().releases()))
            .out()
            .lines()
            .filter(release -> !release.equals(target.id()))
            .toList();
    return new StepFailedException(
        Failure.of(
            "Release " + target.id() + " on " + host.ssh().address(),
            why,
            available.isEmpty()
                ? "Start a new release of commit " + target.commit()
                : "Go back to another one: " + String.join(", ", available)));
  }
}
