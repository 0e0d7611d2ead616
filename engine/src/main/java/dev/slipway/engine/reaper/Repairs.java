package dev.slipway.engine.reaper;

import dev.slipway.engine.flow.Flow;
import dev.slipway.engine.lease.Leases;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.Runs;
import dev.slipway.engine.step.Step;
import dev.slipway.engine.step.StepClaims;
import dev.slipway.engine.step.StepInterventions;
import dev.slipway.engine.step.StepState;
import dev.slipway.engine.step.Steps;
import dev.slipway.engine.task.Incidents;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.workers.step.Failure;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Acts on one finding, in a transaction of its own: looks once more whether it is still so, repairs
 * it where that is safe whatever happened, and otherwise asks a person.
 */
@Component
class Repairs {

  private final Runs runs;
  private final Steps steps;
  private final StepInterventions interventions;
  private final StepClaims claims;
  private final Leases leases;
  private final Incidents incidents;
  private final Flow flow;

  Repairs(
      Runs runs,
      Steps steps,
      StepInterventions interventions,
      StepClaims claims,
      Leases leases,
      Incidents incidents,
      Flow flow) {
    this.runs = runs;
    this.steps = steps;
    this.interventions = interventions;
    this.claims = claims;
    this.leases = leases;
    this.incidents = incidents;
    this.flow = flow;
  }

  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void act(Finding finding) {
    long number = finding.run();
    Optional<Run> run = runs.find(number).map(found -> runs.lock(number));
    boolean open = run.filter(found -> !found.ended()).isPresent();
    switch (finding.kind()) {
      case IDLE_RUN -> {
        if (open) {
          incidents.report(
              run.orElseThrow(),
              "The run is under way, but there is no step to be done and nobody is asked anything");
        }
      }
      case RUN_WITHOUT_PROCESS -> {
        if (open && !flow.open(number)) {
          // What a worker would report could not be taken any more.
          interventions.abandon(number);
          incidents.report(
              run.orElseThrow(),
              "The run is under way, but its process is gone, so that it can neither go on nor be"
                  + " hauled back");
        }
      }
      case PROCESS_WITHOUT_RUN -> {
        if (!open && flow.open(number)) {
          run.ifPresent(ended -> interventions.abandon(number));
          flow.remove(number);
        }
      }
      case HELD_WITHOUT_TASK ->
          step(finding)
              .ifPresent(
                  step -> interventions.askAgain(step, Objects.requireNonNull(step.failure())));
      case LEFT_LEASE -> {
        // Safe without a look at the target, because whoever takes a lease looks first.
        if (!open && leases.giveBack(number)) {
          claims.wake(StepCatalogue.TAKE_LEASE);
        }
      }
      case OVERDUE_STEP ->
          step(finding).ifPresent(step -> interventions.holdSilent(step, overdue(step)));
      case UNCLAIMED_STEP ->
          step(finding).ifPresent(step -> interventions.holdSilent(step, unclaimed(step)));
    }
  }

  /** The step as it was found, unless somebody has moved it on since. */
  private Optional<Step> step(Finding finding) {
    boolean held = finding.kind() == Finding.Kind.HELD_WITHOUT_TASK;
    return steps
        .find(finding.step())
        .filter(step -> step.fence() == finding.fence())
        .filter(step -> held == (step.state() == StepState.HELD))
        .filter(step -> step.endedAt() == null);
  }

  private static Failure overdue(Step step) {
    return Failure.of(
        step.title(),
        "its deadline was "
            + step.deadline()
            + ", and worker "
            + step.worker()
            + " has neither ended it nor given it back",
        "Look on the target how far it came, and whether the worker still runs");
  }

  private static Failure unclaimed(Step step) {
    return Failure.of(
        step.title(),
        step.worker() == null
            ? "no worker has taken it"
            : "worker " + step.worker() + " is silent, and no other has taken it over",
        "Start a worker that performs " + step.topic().name() + ", then try again");
  }
}
