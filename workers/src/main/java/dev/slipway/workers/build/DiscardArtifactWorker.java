package dev.slipway.workers.build;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.host.ReleaseDirectory;
import dev.slipway.workers.host.TargetHost;
import dev.slipway.workers.ssh.SshHosts;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepWorker;
import java.util.Optional;

/** Undoes a build: removes the release directory that it made. */
public final class DiscardArtifactWorker implements StepWorker {

  private final SshHosts hosts;

  public DiscardArtifactWorker(SshHosts hosts) {
    this.hosts = hosts;
  }

  @Override
  public Topic topic() {
    return StepCatalogue.DISCARD_ARTIFACT;
  }

  @Override
  public StepResult perform(StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    Optional<ArtifactBuilt> built = step.effect(ArtifactBuilt.class);
    if (built.isEmpty()) {
      return StepResult.done("Nothing was built");
    }
    String release = built.get().release();
    TargetHost host = TargetHost.reach(hosts, step);
    if (!ReleaseDirectory.remove(host, release)) {
      throw new StepFailedException(
          Failure.of(
              "Removal of release " + release + " on " + host.ssh().address(),
              "a slot links to it, so it may be running",
              "Stop what runs it, then try again; or leave it to be pruned later"));
    }
    return StepResult.done(release + " is removed");
  }
}
