package dev.slipway.workers.host;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.ssh.SshHosts;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepWorker;
import java.util.ArrayList;
import java.util.List;

/** Removes the releases that retention lets go of. */
public final class PruneWorker implements StepWorker {

  private static final int JOBS_KEPT_DAYS = 14;

  private final SshHosts hosts;

  public PruneWorker(SshHosts hosts) {
    this.hosts = hosts;
  }

  @Override
  public Topic topic() {
    return StepCatalogue.PRUNE;
  }

  @Override
  public StepResult perform(StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    TargetHost host = TargetHost.reach(hosts, step);
    List<String> removed = new ArrayList<>();
    for (String release : step.run().disposable()) {
      step.checkStop();
      if (ReleaseDirectory.remove(host, release)) {
        removed.add(release);
      } else {
        step.log().note("Release " + release + " is kept: a slot links to it");
      }
    }
    host.ssh().forgetJobs(host.paths().jobs(), JOBS_KEPT_DAYS);
    return StepResult.done(
        removed.isEmpty() ? "Nothing to remove" : "Removed " + String.join(", ", removed),
        new Pruned(removed));
  }
}
