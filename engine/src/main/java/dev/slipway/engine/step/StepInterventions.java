package dev.slipway.engine.step;

import dev.slipway.engine.event.Bell;
import dev.slipway.engine.event.RunEvents;
import dev.slipway.engine.event.RunEvents.Kind;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.Runs;
import dev.slipway.workers.step.Failure;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is done to steps of which no worker reports: because a person says so, or because nothing
 * was heard of them for too long. A run's row is always locked before its steps.
 */
@Component
public class StepInterventions {

  private final Runs runs;
  private final Steps steps;
  private final StepEnds ends;
  private final StepArrival arrival;
  private final StepConsequences consequences;
  private final RunEvents events;
  private final Bell bell;

  StepInterventions(
      Runs runs,
      Steps steps,
      StepEnds ends,
      StepArrival arrival,
      StepConsequences consequences,
      RunEvents events,
      Bell bell) {
    this.runs = runs;
    this.steps = steps;
    this.ends = ends;
    this.arrival = arrival;
    this.consequences = consequences;
    this.events = events;
    this.bell = bell;
  }

  /**
   * Cancels what a run that was just cancelled is about to do. A worker that has a step in hand is
   * told. What one had begun and is to be tried again, or is held, is given to a worker once more:
   * only that can end what runs on the target, and say whether anything was done.
   */
  @Transactional
  public void cancel(long number) {
    List<Step> begun =
        steps.idle(number).stream().filter(consequences::mayHaveLeftSomething).toList();
    consequences.cancelIdle(number);
    for (Step step : begun) {
      again(runs.get(number), step);
    }
  }

  /** Holds a step of which nothing was heard, unless something was meanwhile. */
  @Transactional
  public void holdSilent(Step seen, Failure failure) {
    Run run = runs.lock(seen.run());
    steps
        .lockOf(seen.run(), seen.key())
        .filter(step -> step.fence() == seen.fence() && step.state() == seen.state())
        .ifPresent(step -> consequences.hold(run, step, failure, step.startedAt() != null));
  }

  /** Asks a person once more about a step that is held. */
  @Transactional
  public void askAgain(Step seen, Failure failure) {
    consequences.ask(runs.lock(seen.run()), seen, failure, true);
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
    again(runs.lock(step.run()), step);
  }

  private void again(Run run, Step step) {
    ends.again(step, Duration.ZERO);
    consequences.underWay(run);
    consequences.tell(step);
    bell.ring(StepArrival.CLAIMABLE);
  }

  /** Goes on as if a held step had been done, because a person says so. */
  @Transactional
  public void skip(Step step, String summary) {
    StepEnds.Done done =
        ends.done(step.run(), step.key(), step.fence(), step.state(), summary, null);
    Step skipped =
        done.step().orElseThrow(() -> new IllegalStateException(step.key() + " went on by itself"));
    consequences.underWay(done.run());
    consequences.goOn(done.run(), skipped).forEach(arrival::stepReached);
    consequences.cancelIdle(step.run());
  }

  /** Treats a held step as failed, so that the run is hauled back. */
  @Transactional
  public void giveUp(Step step, Failure failure) {
    consequences.haulBack(runs.lock(step.run()), step, failure);
  }
}
