package dev.slipway.workers.host;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.processes.definition.Colour;
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

/** Lets the previous version finish what it has begun, then stops it. */
public final class RetireWorker implements StepWorker {

  private final SshHosts hosts;
  private final Pause pause;

  public RetireWorker(SshHosts hosts, Clock clock) {
    this.hosts = hosts;
    this.pause = new Pause(clock);
  }

  @Override
  public Topic topic() {
    return StepCatalogue.RETIRE;
  }

  @Override
  public StepResult perform(StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    CandidateStarted started = step.requireEffect(CandidateStarted.class);
    Colour serving = Colour.of(started.colour());
    TargetHost host = TargetHost.reach(hosts, step);
    HostService service = HostService.of(host);
    if (started.previousColour() == null) {
      return StepResult.done("There is no previous version", new Retired(null, 0));
    }
    Colour previous = Colour.of(started.previousColour());
    RouterControl router = Routers.of(step.environment(), host.ssh());
    requireServing(Route.of(router), serving);
    long cut = new Drainer(router, pause).drain(step, previous, step.environment().drain());
    if (cut > 0) {
      step.log().note(cut + " sessions on " + previous + " were cut, their time was up");
    }
    router.admit(previous, Admission.OUT);
    new HostStart(service).without(step, previous);
    service.stop(previous);
    new Slots(host).empty(previous);
    router.keepRoute();
    return StepResult.done(
        previous + " is stopped" + (cut > 0 ? ", " + cut + " sessions were cut" : ""),
        new Retired(previous.toString(), cut));
  }

  private static void requireServing(Route route, Colour serving) throws StepFailedException {
    if (!route.servesOnly(serving)) {
      throw new StepFailedException(
          Failure.of(
              route.router(),
              "it does not send every request to " + serving,
              "Somebody changed the route; make "
                  + serving
                  + " the only one that gets requests, then try again"));
    }
  }
}
