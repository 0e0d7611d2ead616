package dev.slipway.engine.task;

import dev.slipway.engine.flow.Flow;
import dev.slipway.engine.problem.Problems;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.RunStatus;
import dev.slipway.engine.run.Runs;
import dev.slipway.engine.step.Step;
import dev.slipway.engine.step.StepInterventions;
import dev.slipway.engine.step.Steps;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StorableText;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Carries out what a person has decided. */
@Component
public class Decisions {

  private final Tasks tasks;
  private final Runs runs;
  private final Steps steps;
  private final StepInterventions interventions;
  private final Incidents incidents;
  private final Flow flow;

  Decisions(
      Tasks tasks,
      Runs runs,
      Steps steps,
      StepInterventions interventions,
      Incidents incidents,
      Flow flow) {
    this.tasks = tasks;
    this.runs = runs;
    this.steps = steps;
    this.interventions = interventions;
    this.incidents = incidents;
    this.flow = flow;
  }

  /**
   * Decides a task.
   *
   * @param planDigest the plan that the person has seen, if they tell
   * @throws dev.slipway.engine.problem.ProblemException if there is no such task or choice, the
   *     reason is missing, the task is decided already, or the plan is not the one seen
   */
  @Transactional
  public Task decide(
      long id, String by, String choice, @Nullable String reason, @Nullable String planDigest) {
    Task task = find(id);
    Run run = runs.lock(task.run());
    String given = reason(chosen(task, choice), reason);
    if (planDigest != null && !planDigest.equals(task.planDigest())) {
      throw Problems.conflict(
          "The plan has changed since you looked at it. Look at the new plan and decide again.");
    }
    if (choice.equals(Choice.HOLD.id())) {
      return hold(run, task, by, given, null);
    }
    if (!tasks.decide(task, by, choice, given)) {
      throw decidedAlready(id);
    }
    carryOut(run, task, choice, by, given);
    return find(id);
  }

  /**
   * Leaves a task as it is, because somebody looks into it; whoever held it before holds it no
   * more.
   *
   * @param length after which the task comes up again; null for only the usual reminders
   * @throws dev.slipway.engine.problem.ProblemException if there is no such task, it cannot be
   *     held, the reason is missing, or the task is decided already
   */
  @Transactional
  public Task hold(long id, String by, @Nullable String reason, @Nullable Duration length) {
    Task task = find(id);
    Run run = runs.lock(task.run());
    return hold(run, task, by, reason(chosen(task, Choice.HOLD.id()), reason), length);
  }

  private Task hold(Run run, Task task, String by, String reason, @Nullable Duration length) {
    if (!tasks.hold(task, by, reason, length)) {
      throw decidedAlready(task.id());
    }
    runs.doing(run.number(), run.status(), run.words(), by + ", who looks into it: " + reason);
    return find(task.id());
  }

  private Task find(long id) {
    return tasks.find(id).orElseThrow(() -> Problems.notFound("There is no task " + id));
  }

  private RuntimeException decidedAlready(long id) {
    Task now = find(id);
    return Problems.conflict("Decided already: " + now.decision() + ", by " + now.decidedBy());
  }

  private static String reason(Choice chosen, @Nullable String reason) {
    String given = reason == null ? "" : StorableText.of(reason.strip());
    if (chosen.reasonRequired() && given.isEmpty()) {
      throw Problems.refused("reason", "Give a reason: it is kept with the decision");
    }
    return given;
  }

  private static Choice chosen(Task task, String choice) {
    return task.choices().stream()
        .filter(each -> each.id().equals(choice))
        .findFirst()
        .orElseThrow(
            () ->
                Problems.refused(
                    "choice",
                    "This task cannot be decided so",
                    String.join(", ", task.choices().stream().map(Choice::id).toList())));
  }

  private void carryOut(Run run, Task task, String choice, String by, String reason) {
    switch (choice) {
      case "approve" -> {
        runs.doing(run.number(), RunStatus.RUNNING, "Approved by " + by, null);
        flow.answerApproval(approval(task), true, Flow.Reason.REJECTED);
      }
      case "reject" -> {
        runs.doing(run.number(), RunStatus.HAULING_BACK, "Rejected by " + by + ": " + reason, null);
        flow.answerApproval(approval(task), false, Flow.Reason.REJECTED);
      }
      case "retry" -> interventions.retry(held(task));
      case "accept" -> {
        Step step = held(task);
        runs.accepted(run.number(), Objects.requireNonNull(step.failure()).why());
        interventions.retry(step);
      }
      case "skip" -> interventions.skip(held(task), "skipped by " + by + ": " + reason);
      case "look-again" -> incidents.lookAgain(run);
      case "close" -> incidents.close(run, by, reason);
      case "haul-back" -> haulBack(run, task, by, reason);
      default -> throw new IllegalStateException("No such choice: " + choice);
    }
  }

  private void haulBack(Run run, Task task, String by, String reason) {
    if (task.step() == null) {
      incidents.haulBack(run, by);
      return;
    }
    Step step = held(task);
    interventions.giveUp(
        step, Failure.of(step.title(), "given up by " + by + ": " + reason, "Nothing to do"));
  }

  private static String approval(Task task) {
    return Objects.requireNonNull(task.approval());
  }

  private Step held(Task task) {
    return steps.find(Objects.requireNonNull(task.step())).orElseThrow();
  }
}
