package dev.slipway.workers.swap;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.processes.definition.Colour;
import dev.slipway.workers.host.TargetHost;
import dev.slipway.workers.router.RouterControl;
import dev.slipway.workers.router.RouterControl.Admission;
import dev.slipway.workers.router.Routers;
import dev.slipway.workers.router.Swapped;
import dev.slipway.workers.ssh.SshHosts;
import dev.slipway.workers.step.Pause;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepWorker;
import java.time.Clock;
import java.util.Optional;

/** Undoes a swap: the previous version first gets requests again, then the candidate no more. */
public final class SwapBackWorker implements StepWorker {

  private final SshHosts hosts;
  private final Pause pause;

  public SwapBackWorker(SshHosts hosts, Clock clock) {
    this.hosts = hosts;
    this.pause = new Pause(clock);
  }

  @Override
  public Topic topic() {
    return StepCatalogue.SWAP_BACK;
  }

  @Override
  public StepResult perform(StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    Optional<Swapped> swapped = step.effect(Swapped.class);
    if (swapped.isEmpty()) {
      return StepResult.done("Nothing was swapped");
    }
    TargetHost host = TargetHost.reach(hosts, step);
    RouterControl router = Routers.of(step.environment(), host.ssh());
    Colour candidate = Colour.of(swapped.get().to());
    String from = swapped.get().from();
    if (from == null) {
      router.admit(candidate, Admission.OUT);
      router.keepRoute();
      return StepResult.done("Nothing serves, as before");
    }
    Colour previous = Colour.of(from);
    new Switch(router, pause).to(step, previous, Admission.DRAINING);
    router.keepRoute();
    return StepResult.done(previous + " serves again");
  }
}
