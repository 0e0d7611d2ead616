package dev.slipway.workers.verify;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.processes.definition.Colour;
import dev.slipway.processes.definition.HealthCheck;
import dev.slipway.workers.host.CandidateStarted;
import dev.slipway.workers.host.HostService;
import dev.slipway.workers.host.ServiceState;
import dev.slipway.workers.host.TargetHost;
import dev.slipway.workers.ssh.ForwardedPort;
import dev.slipway.workers.ssh.SshHosts;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.Pause;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepWorker;
import dev.slipway.workers.verify.HealthProbe.Observation;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Asks the candidate itself, not the router, until it has been healthy often enough in a row. */
public final class CheckHealthWorker implements StepWorker {

  private static final int LOG_LINES = 100;

  private final SshHosts hosts;
  private final Clock wall;
  private final Pause pause;

  /**
   * @param steady measures pauses
   * @param wall dates what people read
   */
  public CheckHealthWorker(SshHosts hosts, Clock steady, Clock wall) {
    this.hosts = hosts;
    this.wall = wall;
    this.pause = new Pause(steady);
  }

  @Override
  public Topic topic() {
    return StepCatalogue.CHECK_HEALTH;
  }

  @Override
  public StepResult perform(StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    CandidateStarted candidate = step.requireEffect(CandidateStarted.class);
    Colour colour = Colour.of(candidate.colour());
    HealthCheck check = step.environment().health();
    URI site = step.environment().url();
    TargetHost host = TargetHost.reach(hosts, step);
    HostService service = HostService.of(host);
    HealthProbe probe = new HealthProbe(site, check, wall);
    List<Observation> seen = new ArrayList<>();
    int inARow = 0;
    for (int attempt = 1; attempt <= check.attempts(); attempt++) {
      step.checkStop();
      Observation observation;
      try (ForwardedPort port = host.ssh().forward(candidate.port())) {
        observation = probe.ask(timeout -> HttpConnection.behind(site, port.number(), timeout));
      }
      seen.add(observation);
      step.log().note(colour + " " + check.path() + ": " + observation.seen());
      inARow = observation.good() ? inARow + 1 : 0;
      step.progress(
          "attempt %d of %d: %s; %d of %d in a row"
              .formatted(attempt, check.attempts(), observation.seen(), inARow, check.inARow()));
      if (inARow >= check.inARow()) {
        return StepResult.done(
            colour
                + " answers on port "
                + candidate.port()
                + " after "
                + attempt
                + (attempt == 1 ? " check" : " checks"));
      }
      ServiceState state = service.state(colour);
      if (!observation.good() && (state.died() || !state.running())) {
        throw failed(
            host, service, colour, seen, "its process " + state.exit().orElse("does not run"));
      }
      if (attempt < check.attempts()) {
        pause.sleep(step, check.pause());
      }
    }
    throw failed(
        host,
        service,
        colour,
        seen,
        check.path()
            + " was not healthy "
            + check.inARow()
            + (check.inARow() == 1 ? " time" : " times in a row")
            + " within "
            + check.attempts()
            + " attempts; last: "
            + seen.getLast().seen());
  }

  private static StepFailedException failed(
      TargetHost host, HostService service, Colour colour, List<Observation> seen, String why)
      throws StepFailedException, StepStoppedException, InterruptedException {
    ServiceState state = service.state(colour);
    String evidence =
        "Probes:\n"
            + seen.stream()
                .skip(Math.max(0, seen.size() - 50))
                .map(Observation::toString)
                .collect(Collectors.joining("\n"))
            + "\n\nProcess "
            + state.name()
            + ": "
            + state.exit().orElse(state.running() ? "runs" : "does not run")
            + "\n\nLast "
            + LOG_LINES
            + " lines of its log:\n"
            + service.log(colour, LOG_LINES);
    return new StepFailedException(
        Failure.of(
                "Health check of " + colour + " on " + host.ssh().address(),
                why,
                "Read the log of the candidate below, correct the cause and release again")
            .withEvidence(evidence));
  }
}
