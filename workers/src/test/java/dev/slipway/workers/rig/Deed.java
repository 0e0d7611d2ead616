package dev.slipway.workers.rig;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.host.TargetHost;
import dev.slipway.workers.ssh.SshHosts;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepWorker;

/** A step that does on its host what a test says. */
public record Deed(SshHosts hosts, Act act) implements StepWorker {

  /** What is to be done. */
  public interface Act {
    void on(StepContext step, TargetHost host)
        throws StepFailedException, StepStoppedException, InterruptedException;
  }

  @Override
  public Topic topic() {
    return StepCatalogue.START_CANDIDATE;
  }

  @Override
  public StepResult perform(StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    act.on(step, TargetHost.reach(hosts, step));
    return StepResult.done("done");
  }
}
