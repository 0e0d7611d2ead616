package dev.slipway.workers.swap;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.processes.definition.Colour;
import dev.slipway.processes.definition.Environment;
import dev.slipway.workers.host.CandidateStarted;
import dev.slipway.workers.host.HostService;
import dev.slipway.workers.host.HostStart;
import dev.slipway.workers.host.TargetHost;
import dev.slipway.workers.router.Route;
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
import dev.slipway.workers.step.UnfinishedStep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Sends every new request to the candidate and counts what that costs. */
public final class SwapWorker implements StepWorker {

  private static final Duration BEFORE = Duration.ofMillis(300);
  private static final Duration AFTER = Duration.ofMillis(500);

  private final SshHosts hosts;
  private final Clock wall;
  private final Pause pause;

  /**
   * @param steady measures pauses
   * @param wall dates what people read
   */
  public SwapWorker(SshHosts hosts, Clock steady, Clock wall) {
    this.hosts = hosts;
    this.wall = wall;
    this.pause = new Pause(steady);
  }

  @Override
  public Topic topic() {
    return StepCatalogue.SWAP;
  }

  @Override
  public StepResult perform(StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    CandidateStarted candidate = step.requireEffect(CandidateStarted.class);
    Colour to = Colour.of(candidate.colour());
    boolean first = candidate.previousColour() == null;
    UnfinishedStep unfinished = new UnfinishedStep(step, topic());
    TargetHost host;
    try {
      host = TargetHost.reach(hosts, step);
    } catch (StepFailedException e) {
      return unfinished.unseen(e);
    } catch (StepStoppedException e) {
      return unfinished.unseen(e);
    }
    RouterControl router = Routers.of(step.environment(), host.ssh());
    try {
      new HostStart(HostService.of(host)).with(step, to);
      return swap(step, candidate, router, to, first);
    } catch (StepFailedException e) {
      return unfinished.failed(e, () -> takeBack(router, to, first));
    } catch (StepStoppedException e) {
      return unfinished.stopped(e, () -> takeBack(router, to, first));
    }
  }

  private StepResult swap(
      StepContext step, CandidateStarted candidate, RouterControl router, Colour to, boolean first)
      throws StepFailedException, StepStoppedException, InterruptedException {
    Route route = Route.of(router);
    if (route.servesOnly(to) && route.side(to).up()) {
      step.log().note(to + " serves already: an earlier attempt of this step got that far");
      router.keepRoute();
      return done(candidate, SwapProbe.Count.none(), wall.instant());
    }
    router.checkRouteCanBeKept();
    Environment environment = step.environment();
    if (first) {
      // Nothing answers before the first swap, so there is nothing to lose yet.
      Instant at = swap(step, router, to, Admission.OUT);
      try (SwapProbe probe = probe(environment)) {
        Thread.sleep(AFTER);
        return report(step, candidate, probe, at);
      }
    }
    try (SwapProbe probe = probe(environment)) {
      pause.sleep(step, BEFORE);
      Instant at = swap(step, router, to, Admission.DRAINING);
      // From here on the swap is a fact: nothing but its report may end the step.
      Thread.sleep(AFTER);
      return report(step, candidate, probe, at);
    }
  }

  private Instant swap(StepContext step, RouterControl router, Colour to, Admission leaving)
      throws StepFailedException, StepStoppedException, InterruptedException {
    new Switch(router, pause).to(step, to, leaving);
    Instant at = wall.instant();
    router.keepRoute();
    return at;
  }

  /** The candidate is let in first, so where it is not in, nothing was begun. */
  private static void takeBack(RouterControl router, Colour to, boolean first)
      throws StepFailedException, StepStoppedException, InterruptedException {
    if (!Route.of(router).admits(to)) {
      return;
    }
    if (!first) {
      router.admit(to.other(), Admission.READY);
    }
    router.admit(to, first ? Admission.OUT : Admission.DRAINING);
    router.keepRoute();
  }

  private SwapProbe probe(Environment environment) {
    return SwapProbe.begin(environment.url(), environment.health().path(), wall);
  }

  private static StepResult report(
      StepContext step, CandidateStarted candidate, SwapProbe probe, Instant at)
      throws InterruptedException {
    SwapProbe.Count count = probe.end();
    count.reasons().forEach(reason -> step.log().note("The probe lost a request: " + reason));
    return done(candidate, count, at);
  }

  private static StepResult done(CandidateStarted candidate, SwapProbe.Count count, Instant at) {
    return StepResult.done(
        "%s serves; %d of %d requests around the swap failed"
            .formatted(candidate.colour(), count.failed(), count.requests()),
        new Swapped(
            candidate.previousColour(),
            candidate.colour(),
            count.requests(),
            count.failed(),
            count.resets(),
            at));
  }
}
