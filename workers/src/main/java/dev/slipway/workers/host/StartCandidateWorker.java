package dev.slipway.workers.host;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.processes.definition.Colour;
import dev.slipway.workers.router.Route;
import dev.slipway.workers.router.RouterControl;
import dev.slipway.workers.router.RouterControl.Admission;
import dev.slipway.workers.router.Routers;
import dev.slipway.workers.ssh.RemoteCommand;
import dev.slipway.workers.ssh.SshHosts;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepWorker;
import dev.slipway.workers.step.UnfinishedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts the new release as the colour that does not serve. */
public final class StartCandidateWorker implements StepWorker {

  private final SshHosts hosts;

  public StartCandidateWorker(SshHosts hosts) {
    this.hosts = hosts;
  }

  @Override
  public Topic topic() {
    return StepCatalogue.START_CANDIDATE;
  }

  @Override
  public StepResult perform(StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    UnfinishedStep unfinished = new UnfinishedStep(step, topic());
    TargetHost host;
    try {
      host = TargetHost.reach(hosts, step);
    } catch (StepFailedException e) {
      return unfinished.unseen(e);
    } catch (StepStoppedException e) {
      return unfinished.unseen(e);
    }
    try {
      return start(step, host);
    } catch (StepFailedException e) {
      return unfinished.failed(e, () -> undo(step, host));
    } catch (StepStoppedException e) {
      return unfinished.stopped(e, () -> undo(step, host));
    }
  }

  private static StepResult start(StepContext step, TargetHost host)
      throws StepFailedException, StepStoppedException, InterruptedException {
    RouterControl router = Routers.of(step.environment(), host.ssh());
    HostService service = HostService.of(host);
    Slots slots = new Slots(host);
    String release = HostPaths.releaseOf(step.run());

    Optional<Colour> previous = serving(host, router, slots);
    Colour colour = previous.map(Colour::other).orElse(Colour.BLUE);
    LoopbackPort port = new LoopbackPort(host, colour);
    @Nullable String previousRelease =
        previous.isEmpty() ? null : slots.release(previous.get()).orElse(null);

    boolean startedBefore =
        slots.release(colour).equals(Optional.of(release))
            && isFilledBy(step, host, slots, colour)
            && service.state(colour).running();
    if (startedBefore) {
      step.log().note(colour + " was started by an earlier attempt of this step");
    } else {
      takeOut(router, colour);
      start(step, host, service, slots, colour, port, release);
    }
    ServiceState state = service.state(colour);
    if (!state.running() || state.died()) {
      throw new StepFailedException(
          Failure.of(
                  "Start of " + colour + " on " + host.ssh().address(),
                  "its process ended at once: " + state.exit().orElse("it left no status"),
                  "Read its log below, correct the release and start the run again")
              .withEvidence(service.log(colour, 100)));
    }
    return StepResult.done(
        colour + " starts on port " + port.number() + " with " + release,
        new CandidateStarted(
            colour.toString(),
            port.number(),
            release,
            state.name(),
            previous.map(Colour::toString).orElse(null),
            previousRelease));
  }

  /** Stops whatever this step has started. A slot that it filled tells where. */
  private static void undo(StepContext step, TargetHost host)
      throws StepFailedException, StepStoppedException, InterruptedException {
    Slots slots = new Slots(host);
    for (Colour colour : Colour.values()) {
      if (isFilledBy(step, host, slots, colour)) {
        HostService.of(host).stop(colour);
        slots.empty(colour);
      }
    }
  }

  private static boolean isFilledBy(StepContext step, TargetHost host, Slots slots, Colour colour)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return slots.environment(colour).equals(environment(step, host, colour));
  }

  private static String environment(StepContext step, TargetHost host, Colour colour) {
    return Slots.environmentFile(host, colour, HostPaths.releaseOf(step.run()), step.key().value());
  }

  /**
   * The colour that serves. A router that has never been told admits colours that nobody has ever
   * started; they serve nothing.
   */
  private static Optional<Colour> serving(TargetHost host, RouterControl router, Slots slots)
      throws StepFailedException, StepStoppedException, InterruptedException {
    Route route = Route.of(router);
    List<Colour> serving = new ArrayList<>();
    for (Colour colour : Colour.values()) {
      if (route.admits(colour)
          && (slots.release(colour).isPresent() || new LoopbackPort(host, colour).listens())) {
        serving.add(colour);
      }
    }
    return serving.size() > 1 ? route.serving() : serving.stream().findFirst();
  }

  /** No request may reach a candidate before it has proven itself. */
  private static void takeOut(RouterControl router, Colour colour)
      throws StepFailedException, StepStoppedException, InterruptedException {
    router.admit(colour, Admission.OUT);
  }

  private static void start(
      StepContext step,
      TargetHost host,
      HostService service,
      Slots slots,
      Colour colour,
      LoopbackPort port,
      String release)
      throws StepFailedException, StepStoppedException, InterruptedException {
    requireRelease(host, release);
    service.stop(colour);
    if (port.listens()) {
      throw new StepFailedException(
          Failure.of(
              "Port " + port.number() + " on " + host.ssh().address(),
              "something that is not " + colour + " of this environment listens there",
              "Find it with `ss -ltnp sport = :"
                  + port.number()
                  + "` and stop it, or choose another port"));
    }
    step.checkStop();
    slots.fill(colour, release, environment(step, host, colour));
    service.start(step, colour);
  }

  private static void requireRelease(TargetHost host, String release)
      throws StepFailedException, StepStoppedException, InterruptedException {
    if (!host.look(RemoteCommand.of("test", "-f", host.paths().manifest(release))).ok()) {
      throw new StepFailedException(
          Failure.of(
              "Release " + release + " on " + host.ssh().address(),
              host.paths().release(release) + " is not there or was never completed",
              "Start a new release"));
    }
  }
}
