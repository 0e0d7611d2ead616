package dev.slipway.engine.step;

import dev.slipway.engine.event.Bell;
import dev.slipway.engine.event.RunEvents;
import dev.slipway.engine.event.RunEvents.Kind;
import dev.slipway.engine.flow.Flow;
import dev.slipway.engine.flow.Flow.Reason;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.function.SingletonSupplier;

/**
 * Takes a worker's report of how a step ended: checks its fencing token, keeps what was proven, and
 * lets the process go on, all in one transaction. A run's row is always locked before its steps.
 */
@Component
public class StepCompletion {

  private final Runs runs;
  private final Steps steps;
  private final StepEnds ends;
  private final StepArrival arrival;
  private final StepCatalogue catalogue;
  private final Flow flow;

  /** Looked up late, for they depend on what steps do, and once, for a look takes its time. */
  private final SingletonSupplier<List<StepReaction>> reactions;

  private final ObjectProvider<HeldSteps> held;
  private final RunEvents events;
  private final Bell bell;
  private final StepProperties properties;

  StepCompletion(
      Runs runs,
      Steps steps,
      StepEnds ends,
      StepArrival arrival,
      StepCatalogue catalogue,
      Flow flow,
      ObjectProvider<StepReaction> reactions,
      ObjectProvider<HeldSteps> held,
      RunEvents events,
      Bell bell,
      StepProperties properties) {
    this.runs = runs;
    this.steps = steps;
    this.ends = ends;
    this.arrival = arrival;
    this.catalogue = catalogue;
    this.flow = flow;
    this.reactions = SingletonSupplier.of(() -> reactions.stream().toList());
    this.held = held;
    this.events = events;
    this.bell = bell;
    this.properties = properties;
  }

  /**
   * Takes a report.
   *
   * @param next the topics of which the worker would take over the run's next step
   */
  @Transactional(rollbackFor = Exception.class)
  public List<Claim> complete(String worker, Claim claim, StepReport report, Set<Topic> next)
      throws NoLongerYoursException {
    return switch (report) {
      case StepReport.Done done -> done(worker, claim, done, next);
      case StepReport.Failed failed ->
          notDone(claim, (run, step) -> failed(run, step, failed.failure()));
      case StepReport.Cancelled ignored -> notDone(claim, this::cancelled);
      case StepReport.Waits waits -> notDone(claim, (run, step) -> waits(run, step, waits));
      case StepReport.Unknown unknown -> {
        // For a person to decide, also in a run that was cancelled meanwhile.
        hold(runs.lock(claim.run().run()), inHand(claim), unknown.seen(), true);
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
    Step step = done.step().orElseThrow(() -> new NoLongerYoursException(claim.key()));
    List<ReachedStep> reached = goOn(run, step);
    if (isToStop(run)) {
      reached.forEach(arrival::stepReached);
      cancelIdle(run.number());
      return List.of();
    }
    return handOn(reached, worker, next);
  }

  private List<Claim> notDone(Claim claim, BiConsumer<Run, Step> consequence)
      throws NoLongerYoursException {
    Run run = runs.lock(claim.run().run());
    consequence.accept(run, inHand(claim));
    if (isToStop(run)) {
      cancelIdle(run.number());
    }
    return List.of();
  }

  private Step inHand(Claim claim) throws NoLongerYoursException {
    return steps
        .lockOf(claim.run().run(), claim.key())
        .filter(held -> held.fence() == claim.fence() && held.state() == StepState.RUNNING)
        .orElseThrow(() -> new NoLongerYoursException(claim.key()));
  }

  /** The worker goes on with the first step that it may; the others are for whoever claims them. */
  private List<Claim> handOn(List<ReachedStep> reached, String worker, Set<Topic> next) {
    List<Claim> taken = new ArrayList<>();
    for (ReachedStep step : reached) {
      if (taken.isEmpty() && next.contains(step.topic())) {
        taken.add(arrival.handOver(step, worker));
      } else {
        arrival.stepReached(step);
      }
    }
    return taken;
  }

  /**
   * Cancels what a run that was just cancelled is about to do. A worker that has a step in hand is
   * told. What one had begun and is to be tried again, or is held, is given to a worker once more:
   * only that can end what runs on the target, and say whether anything was done.
   */
  @Transactional
  public void cancel(long number) {
    List<Step> begun = steps.idle(number).stream().filter(this::mayHaveLeftSomething).toList();
    cancelIdle(number);
    for (Step step : begun) {
      ends.again(step, Duration.ZERO);
      goesOn(runs.get(number));
      tell(step);
      bell.ring(StepArrival.CLAIMABLE);
    }
  }

  /** Cancels the steps of a cancelled run that no worker has in hand, and has to look after. */
  private void cancelIdle(long number) {
    Run run = runs.lock(number);
    if (!isToStop(run)) {
      return;
    }
    for (Step step : steps.idle(number)) {
      if (!mayHaveLeftSomething(step)) {
        cancelled(run, step);
      }
    }
  }

  private static boolean isToStop(Run run) {
    return run.cancelled() && !run.noReturn() && !run.haulingBack();
  }

  private boolean mayHaveLeftSomething(Step step) {
    var type = catalogue.get(step.topic());
    return step.startedAt() != null
        && step.state() != StepState.WAITING
        && (type.undoneBy().isPresent() || type.changesEnvironment());
  }

  /** Holds a step of which nothing was heard, unless something was meanwhile. */
  @Transactional
  public void holdSilent(Step seen, Failure failure) {
    Run run = runs.lock(seen.run());
    steps
        .lockOf(seen.run(), seen.key())
        .filter(step -> step.fence() == seen.fence() && step.state() == seen.state())
        .ifPresent(step -> hold(run, step, failure, step.startedAt() != null));
  }

  /** Asks a person once more about a step that is held. */
  @Transactional
  public void askAgain(Step seen, Failure failure) {
    Run run = runs.lock(seen.run());
    held.stream().forEach(listener -> listener.held(run, seen, failure, true));
  }

  /** Gives up whatever steps of a run are left; their workers are told that they are not theirs. */
  @Transactional
  public void abandon(long number) {
    runs.lock(number);
    steps.left(number).forEach(ends::cancelled);
    events.record(number, Kind.RUN, Long.toString(number));
  }

  /** Tries a held step once more. */
  @Transactional
  public void retry(Step step) {
    Run run = runs.lock(step.run());
    ends.again(step, Duration.ZERO);
    goesOn(run);
    tell(step);
    bell.ring(StepArrival.CLAIMABLE);
  }

  /** Goes on as if a held step had been done, because a person says so. */
  @Transactional
  public void skip(Step step, String summary) {
    StepEnds.Done done =
        ends.done(step.run(), step.key(), step.fence(), step.state(), summary, null);
    goesOn(done.run());
    goOn(
            done.run(),
            done.step()
                .orElseThrow(() -> new IllegalStateException(step.key() + " went on by itself")))
        .forEach(arrival::stepReached);
    cancelIdle(step.run());
  }

  /** Treats a held step as failed, so that the run is hauled back. */
  @Transactional
  public void giveUp(Step step, Failure failure) {
    Run run = runs.lock(step.run());
    haulBack(run, step, failure);
  }

  /** Lets the process go on from a step that is done, to the steps that are returned. */
  private List<ReachedStep> goOn(Run run, Step step) {
    Map<String, Object> variables = new HashMap<>();
    reactions.obtain().stream()
        .filter(reaction -> reaction.topic().equals(step.topic()))
        .forEach(reaction -> variables.putAll(reaction.completed(run, step)));
    if (run.status() == RunStatus.WAITING) {
      goesOn(run);
    }
    tell(step);
    if (stopsHere(run, step)) {
      runs.doing(run.number(), RunStatus.HAULING_BACK, "Cancelled by " + run.cancelledBy(), null);
      flow.haulBack(step.run(), step.execution(), Reason.CANCELLED);
      return List.of();
    }
    return flow.proceed(step.run(), step.execution(), variables);
  }

  /**
   * A cancelled run goes no further than the step it has in hand, which may be the last one before
   * the point of no return. Where there is something to undo the process must take note of it
   * first, and stops at the next step.
   */
  private boolean stopsHere(Run run, Step step) {
    return isToStop(run)
        && !step.compensation()
        && catalogue.get(step.topic()).undoneBy().isEmpty();
  }

  private void failed(Run run, Step step, Failure failure) {
    var type = catalogue.get(step.topic());
    if (failure.retriable() && step.failures() < type.retries()) {
      ends.failedOnce(step, failure);
      ends.again(step, properties.pauseAfter(step.failures()));
      tell(step);
    } else if (step.compensation() || type.onFailure() == OnFailure.HOLD) {
      hold(run, step, failure, false);
    } else {
      haulBack(run, step, failure);
    }
  }

  private void haulBack(Run run, Step step, Failure failure) {
    ends.failed(step, failure);
    runs.failed(run.number(), failure);
    runs.doing(run.number(), RunStatus.HAULING_BACK, failure.what() + ": " + failure.why(), null);
    tell(step);
    flow.haulBack(step.run(), step.execution(), Reason.FAILED);
  }

  private void cancelled(Run run, Step step) {
    ends.cancelled(step);
    runs.doing(run.number(), RunStatus.HAULING_BACK, "Cancelled by " + run.cancelledBy(), null);
    tell(step);
    flow.haulBack(step.run(), step.execution(), Reason.CANCELLED);
  }

  private void hold(Run run, Step step, Failure failure, boolean unknown) {
    ends.held(step, failure);
    runs.failed(run.number(), failure);
    runs.doing(run.number(), RunStatus.HELD, failure.what() + ": " + failure.why(), Runs.A_PERSON);
    tell(step);
    held.stream().forEach(listener -> listener.held(run, step, failure, unknown));
  }

  private void waits(Run run, Step step, StepReport.Waits waits) {
    if (ends.waits(step, waits.forWhat(), waits.lookAgainAfter())) {
      runs.doing(run.number(), RunStatus.WAITING, "Waits for " + waits.forWhat(), waits.forWhat());
      tell(step);
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

  private void goesOn(Run run) {
    runs.doing(
        run.number(),
        run.haulingBack() ? RunStatus.HAULING_BACK : RunStatus.RUNNING,
        run.words(),
        null);
  }

  private void tell(Step step) {
    events.record(step.run(), Kind.STEP, step.key().value());
  }
}
