package dev.slipway.workers.host;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.processes.definition.Colour;
import dev.slipway.processes.definition.Drain;
import dev.slipway.workers.router.Route;
import dev.slipway.workers.router.RouterControl;
import dev.slipway.workers.router.RouterControl.Admission;
import dev.slipway.workers.router.Routers;
import dev.slipway.workers.ssh.SshHosts;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.Pause;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepWorker;
import java.time.Clock;
import java.util.Optional;

/** Undoes the start of a candidate. Never stops the colour that serves. */
public final class StopCandidateWorker implements StepWorker {

  private final SshHosts hosts;
  private final Pause pause;

  public StopCandidateWorker(SshHosts hosts, Clock clock) {
    this.hosts = hosts;
    this.pause = new Pause(clock);
  }

  @Override
  public Topic topic() {
    return StepCatalogue.STOP_CANDIDATE;
  }

  @Override
  public StepResult perform(StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    Optional<CandidateStarted> started = step.effect(CandidateStarted.class);
    if (started.isEmpty()) {
      return StepResult.done("No candidate was started");
    }
    Colour colour = Colour.of(started.get().colour());
    TargetHost host = TargetHost.reach(hosts, step);
    RouterControl router = Routers.of(step.environment(), host.ssh());
    Route route = Route.of(router);
    if (route.admits(colour)) {
      throw new StepFailedException(
          Failure.of(
              "Stop of " + colour + " on " + host.ssh().address(),
              router.name() + " still sends requests to it",
              "Send requests to "
                  + colour.other()
                  + " only, or set "
                  + colour
                  + " to maintenance, then try again"));
    }
    if (route.side(colour).admission() == Admission.DRAINING) {
      // It served for a moment; its streams are not worth keeping a failed version for.
      Drain budget = step.environment().drain();
      new Drainer(router, pause)
          .drain(step, colour, new Drain(budget.requests(), budget.requests()));
    }
    router.admit(colour, Admission.OUT);
    HostService service = HostService.of(host);
    new HostStart(service).without(step, colour);
    service.stop(colour);
    new Slots(host).empty(colour);
    router.keepRoute();
    return StepResult.done(colour + " is stopped");
  }
}
