package dev.slipway.engine.task;

import dev.slipway.engine.flow.Flow;
import dev.slipway.engine.problem.Problems;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.RunStatus;
import dev.slipway.engine.run.Runs;
import dev.slipway.engine.step.StepInterventions;
import dev.slipway.workers.step.StorableText;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Cancels runs: what was proven is undone, as after a failure. */
@Component
public class Cancellation {

  private final Tasks tasks;
  private final Runs runs;
  private final StepInterventions interventions;
  private final Flow flow;

  Cancellation(Tasks tasks, Runs runs, StepInterventions interventions, Flow flow) {
    this.tasks = tasks;
    this.runs = runs;
    this.interventions = interventions;
    this.flow = flow;
  }

  /** Why this run cannot be cancelled, with what to do instead; empty if it can. */
  public Optional<String> whyNot(Run run) {
    if (run.ended()) {
      return Optional.of("The run has ended");
    }
    if (run.noReturn()) {
      return Optional.of(
          "The new version has proven itself and serves; roll back to "
              + "an earlier release instead");
    }
    if (run.haulingBack()) {
      return Optional.of("The run is being hauled back already");
    }
    return run.cancelled() ? Optional.of("The run is being cancelled") : Optional.empty();
  }

  /**
   * Cancels a run. A step in hand is told, stops what it runs and cleans up; then everything proven
   * is undone.
   *
   * @throws dev.slipway.engine.problem.ProblemException if it cannot be cancelled any more
   */
  @Transactional
  public Run cancel(long number, String by, String given) {
    String reason = StorableText.of(given);
    Run run = runs.lock(runs.find(number).orElseThrow(() -> notThere(number)).number());
    whyNot(run)
        .ifPresent(
            why -> {
              throw Problems.conflict(why + ".");
            });
    runs.cancelled(number, by, reason);
    for (Task task : tasks.of(number)) {
      if (task.open()) {
        tasks.decide(task, by, "cancelled", reason);
        if (task.kind().equals("approve")) {
          runs.doing(number, RunStatus.HAULING_BACK, "Cancelled by " + by, null);
          flow.answerApproval(
              Objects.requireNonNull(task.approval()), false, Flow.Reason.CANCELLED);
        }
      }
    }
    interventions.cancel(number);
    return runs.get(number);
  }

  /**
   * Cancels a waiting run because a newer one waits too; does nothing if that cannot be any more.
   */
  @Transactional
  public void supersede(long number, long by) {
    Run run = runs.lock(number);
    if (whyNot(run).isEmpty()) {
      cancel(number, "slipway", "superseded by run " + by);
    }
  }

  private static RuntimeException notThere(long number) {
    return Problems.notFound("There is no run " + number);
  }
}
