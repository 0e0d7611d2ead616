package dev.slipway.engine.step;

import dev.slipway.engine.event.RunEvents;
import dev.slipway.engine.event.RunEvents.Kind;
import dev.slipway.engine.flow.Flow;
import dev.slipway.engine.flow.Flow.Reason;
import dev.slipway.engine.flow.ReachedStep;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.RunStatus;
import dev.slipway.engine.run.Runs;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.workers.step.Failure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** What becomes of a run when one of its steps is done, has failed, is cancelled or held. */
@Component
class StepConsequences {

  private final Runs runs;
  private final Steps steps;
  private final StepEnds ends;
  private final StepCatalogue catalogue;
  private final Flow flow;

  /** Looked up late, for they depend on what steps do, and once, for a look takes its time. */
  private final SingletonSupplier<List<StepReaction>> reactions;

  private final ObjectProvider<HeldSteps> held;
  private final RunEvents events;

  StepConsequences(
      Runs runs,
      Steps steps,
      StepEnds ends,
      StepCatalogue catalogue,
      Flow flow,
      ObjectProvider<StepReaction> reactions,
      ObjectProvider<HeldSteps> held,
      RunEvents events) {
    this.runs = runs;
    this.steps = steps;
    this.ends = ends;
    this.catalogue = catalogue;
    this.flow = flow;
    this.reactions = SingletonSupplier.of(() -> reactions.stream().toList());
    this.held = held;
    this.events = events;
  }

  /** Lets the process go on from a step that is done, to the steps that are returned. */
  List<ReachedStep> goOn(Run run, Step step) {
    Map<String, Object> variables = new HashMap<>();
    reactions.obtain().stream()
        .filter(reaction -> reaction.topic().equals(step.topic()))
        .forEach(reaction -> variables.putAll(reaction.completed(run, step)));
    if (run.status() == RunStatus.WAITING) {
      underWay(run);
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

  /** Undoes what was proven before a step that has failed for good. */
  void haulBack(Run run, Step step, Failure failure) {
    ends.failed(step, failure);
    runs.failed(run.number(), failure);
    runs.doing(run.number(), RunStatus.HAULING_BACK, failure.what() + ": " + failure.why(), null);
    tell(step);
    flow.haulBack(step.run(), step.execution(), Reason.FAILED);
  }

  /** Undoes what was proven before a step of a cancelled run. */
  void cancelled(Run run, Step step) {
    ends.cancelled(step);
    runs.doing(run.number(), RunStatus.HAULING_BACK, "Cancelled by " + run.cancelledBy(), null);
    tell(step);
    flow.haulBack(step.run(), step.execution(), Reason.CANCELLED);
  }

  /**
   * Lets the run stand still until a person has decided.
   *
   * @param unknown nobody knows whether the step happened
   */
  void hold(Run run, Step step, Failure failure, boolean unknown) {
    ends.held(step, failure);
    runs.failed(run.number(), failure);
    runs.doing(run.number(), RunStatus.HELD, failure.what() + ": " + failure.why(), Runs.A_PERSON);
    tell(step);
    ask(run, step, failure, unknown);
  }

  /** Asks a person about a step that is held. */
  void ask(Run run, Step step, Failure failure, boolean unknown) {
    held.forEach(listener -> listener.held(run, step, failure, unknown));
  }

  /** Cancels the steps of a cancelled run that no worker has in hand, or has to look after. */
  void cancelIdle(long number) {
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

  /** Whether a run was cancelled and has neither been hauled back yet nor come too far for it. */
  static boolean isToStop(Run run) {
    return run.cancelled() && !run.noReturn() && !run.haulingBack();
  }

  /** Whether a step that no worker has in hand may have something on its target. */
  boolean mayHaveLeftSomething(Step step) {
    var type = catalogue.get(step.topic());
    return step.startedAt() != null
        && step.state() != StepState.WAITING
        && (type.undoneBy().isPresent() || type.changesEnvironment());
  }

  /** Says that a run that stood still or waited is under way again. */
  void underWay(Run run) {
    runs.doing(
        run.number(),
        run.haulingBack() ? RunStatus.HAULING_BACK : RunStatus.RUNNING,
        run.words(),
        null);
  }

  /** Tells whoever follows the run that something of this step has changed. */
  void tell(Step step) {
    events.record(step.run(), Kind.STEP, step.key().value());
  }
}
