package dev.slipway.engine.step;

import dev.slipway.engine.flow.ReachedStep;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.RunStatus;
import dev.slipway.engine.run.Runs;
import dev.slipway.processes.catalogue.OnFailure;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.loop.NoLongerYoursException;
import dev.slipway.workers.loop.StepReport;
import dev.slipway.workers.step.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a worker's report of how a step ended: checks its fencing token, keeps what was proven, and
 * lets the process go on, all in one transaction. A run's row is always locked before its steps.
 */
@Component
class StepCompletion {

  private final Runs runs;
  private final Steps steps;
  private final StepEnds ends;
  private final StepArrival arrival;
  private final StepConsequences consequences;
  private final StepCatalogue catalogue;
  private final StepProperties properties;

  StepCompletion(
      Runs runs,
      Steps steps,
      StepEnds ends,
      StepArrival arrival,
      StepConsequences consequences,
      StepCatalogue catalogue,
      StepProperties properties) {
    this.runs = runs;
    this.steps = steps;
    this.ends = ends;
    this.arrival = arrival;
    this.consequences = consequences;
    this.catalogue = catalogue;
    this.properties = properties;
  }

  /**
   * Takes a report.
   *
   * @param next the topics of which the worker would take over the run's next step
   * @return the step that it has taken over; empty if there is none
   */
  @Transactional(rollbackFor = Exception.class)
  public List<Claim> complete(String worker, Claim claim, StepReport report, Set<Topic> next)
      throws NoLongerYoursException {
    return switch (report) {
      case StepReport.Done done -> done(worker, claim, done, next);
      case StepReport.Failed failed ->
          notDone(claim, (run, step) -> failed(run, step, failed.failure()));
      case StepReport.Cancelled ignored -> notDone(claim, consequences::cancelled);
      case StepReport.Waits waits -> notDone(claim, (run, step) -> waits(run, step, waits));
      case StepReport.Unknown unknown -> {
        // For a person to decide, also in a run that was cancelled meanwhile.
        consequences.hold(runs.lock(claim.run().run()), inHand(claim), unknown.seen(), true);
        yield List.of();
      }
    };
  }

  private List<Claim> done(String worker, Claim claim, StepReport.Done report, Set<Topic> next)
      throws NoLongerYoursException {
    StepEnds.Done done =
        ends.done(
            claim.run().run(),
            claim.key(),
            claim.fence(),
            StepState.RUNNING,
            report.summary(),
            report.effect());
    Run run = done.run();
    if (done.step().isEmpty()) {
      return repeated(worker, claim);
    }
    Step step = done.step().get();
    List<ReachedStep> reached = consequences.goOn(run, step);
    if (StepConsequences.isToStop(run)) {
      reached.forEach(arrival::stepReached);
      consequences.cancelIdle(run.number());
      return List.of();
    }
    return handOn(step, reached, worker, next);
  }

  /** The worker goes on with the first step that it may; the others are for whoever claims them. */
  private List<Claim> handOn(Step done, List<ReachedStep> reached, String worker, Set<Topic> next) {
    List<Claim> taken = new ArrayList<>();
    for (ReachedStep step : reached) {
      if (taken.isEmpty() && next.contains(step.topic())) {
        taken.add(arrival.handOver(step, done.key(), worker));
      } else {
        arrival.stepReached(step);
      }
    }
    return taken;
  }

  /** Whoever did not get the answer reports again, and the step that it was given waits for it. */
  private List<Claim> repeated(String worker, Claim claim) throws NoLongerYoursException {
    boolean taken =
        steps
            .find(claim.key().value())
            .filter(step -> step.fence() == claim.fence() && step.state() == StepState.DONE)
            .isPresent();
    if (!taken) {
      throw new NoLongerYoursException(claim.key());
    }
    return arrival.handedOver(claim.run().run(), claim.key(), worker);
  }

  private List<Claim> notDone(Claim claim, BiConsumer<Run, Step> consequence)
      throws NoLongerYoursException {
    Run run = runs.lock(claim.run().run());
    consequence.accept(run, inHand(claim));
    if (StepConsequences.isToStop(run)) {
      consequences.cancelIdle(run.number());
    }
    return List.of();
  }

  private Step inHand(Claim claim) throws NoLongerYoursException {
    return steps
        .lockOf(claim.run().run(), claim.key())
        .filter(held -> held.fence() == claim.fence() && held.state() == StepState.RUNNING)
        .orElseThrow(() -> new NoLongerYoursException(claim.key()));
  }

  private void failed(Run run, Step step, Failure failure) {
    var type = catalogue.get(step.topic());
    if (failure.retriable() && step.failures() < type.retries()) {
      ends.failedOnce(step, failure);
      ends.again(step, properties.pauseAfter(step.failures()));
      consequences.tell(step);
    } else if (step.compensation() || type.onFailure() == OnFailure.HOLD) {
      consequences.hold(run, step, failure, false);
    } else {
      consequences.haulBack(run, step, failure);
    }
  }

  private void waits(Run run, Step step, StepReport.Waits waits) {
    if (ends.waits(step, waits.forWhat(), waits.lookAgainAfter())) {
      runs.doing(run.number(), RunStatus.WAITING, "Waits for " + waits.forWhat(), waits.forWhat());
      consequences.tell(step);
    } else {
      failed(
          run,
          step,
          Failure.of(
              step.title(),
              "waited too long for " + waits.forWhat(),
              "Look at what it waited for, then start the run again"));
    }
  }
}
