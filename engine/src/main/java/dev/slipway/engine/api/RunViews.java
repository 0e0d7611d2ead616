package dev.slipway.engine.api;

import dev.slipway.engine.api.Views.AttemptView;
import dev.slipway.engine.api.Views.DiagramView;
import dev.slipway.engine.api.Views.ProbeView;
import dev.slipway.engine.api.Views.RunSummary;
import dev.slipway.engine.api.Views.RunView;
import dev.slipway.engine.api.Views.ServingView;
import dev.slipway.engine.api.Views.StepView;
import dev.slipway.engine.api.Views.TaskView;
import dev.slipway.engine.event.RunEvents;
import dev.slipway.engine.flow.Flow;
import dev.slipway.engine.log.StepLogs;
import dev.slipway.engine.release.Releases;
import dev.slipway.engine.release.Serving;
import dev.slipway.engine.run.Outcome;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.RunStatus;
import dev.slipway.engine.run.Runs;
import dev.slipway.engine.step.Step;
import dev.slipway.engine.step.StepState;
import dev.slipway.engine.step.Steps;
import dev.slipway.engine.task.Cancellation;
import dev.slipway.engine.task.Task;
import dev.slipway.engine.task.Tasks;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.StepType;
import dev.slipway.workers.plan.Plan;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Shows runs, their steps and their tasks. */
@Component
class RunViews {

  private final Runs runs;
  private final Steps steps;
  private final Tasks tasks;
  private final Releases releases;
  private final LeaseViews leases;
  private final Cancellation cancellation;
  private final RunEvents events;
  private final StepLogs logs;
  private final Flow flow;
  private final JsonMapper json;
  private final StepCatalogue catalogue;
  private final TaskViews taskViews = new TaskViews();

  RunViews(
      Runs runs,
      Steps steps,
      Tasks tasks,
      Releases releases,
      LeaseViews leases,
      Cancellation cancellation,
      RunEvents events,
      StepLogs logs,
      Flow flow,
      JsonMapper json,
      StepCatalogue catalogue) {
    this.runs = runs;
    this.steps = steps;
    this.tasks = tasks;
    this.releases = releases;
    this.leases = leases;
    this.cancellation = cancellation;
    this.events = events;
    this.logs = logs;
    this.flow = flow;
    this.json = json;
    this.catalogue = catalogue;
  }

  RunView view(long number) {
    // Read first, so that whoever follows from here on misses nothing.
    long lastEvent = events.last(number);
    long lastLine = logs.last(number);
    Run run = runs.get(number);
    List<Step> all = steps.of(number);
    RunSummary summary = summary(run, all);
    Optional<String> whyNot = cancellation.whyNot(run);
    Run.Probe probe = run.probe();
    return new RunView(
        summary.run(),
        summary.kind(),
        summary.application(),
        summary.environment(),
        summary.ref(),
        summary.commit(),
        summary.subject(),
        summary.release(),
        summary.requestedBy(),
        summary.requestedAt(),
        summary.endedAt(),
        summary.status(),
        summary.outcome(),
        summary.words(),
        summary.waitsFor(),
        summary.lostRequests(),
        summary.openTask(),
        plan(run),
        all.stream().map(this::view).toList(),
        tasks.of(number).stream().map(task -> view(task, run)).toList(),
        run.failure(),
        probe == null ? null : new ProbeView(probe.requests(), probe.failed(), probe.resets()),
        releases.serving(run.application(), run.environment()).map(RunViews::view).orElse(null),
        run.ended() ? null : leases.holder(run.application(), run.environment()),
        run.ended() ? List.of() : leases.waiting(run.application(), run.environment()),
        whyNot.isEmpty(),
        whyNot.orElse(null),
        flow.passed(number).stream()
            .map(
                way ->
                    new DiagramView(
                        way.process(), way.name(), way.version(), way.elements(), way.active()))
            .toList(),
        lastEvent,
        lastLine);
  }

  RunSummary summary(Run run) {
    return summary(run, run.ended() ? List.of() : steps.of(run.number()));
  }

  private RunSummary summary(Run run, List<Step> all) {
    Outcome outcome = run.outcome();
    Run.Probe probe = run.probe();
    return new RunSummary(
        run.number(),
        run.kind(),
        run.application(),
        run.environment(),
        run.ref(),
        run.commit(),
        run.subject(),
        run.release(),
        run.requestedBy(),
        run.requestedAt(),
        run.endedAt(),
        run.status().written(),
        outcome == null ? null : outcome.written(),
        words(run, all),
        run.waitsFor(),
        probe == null ? null : probe.failed(),
        run.ended() ? null : tasks.openOf(run.number()).map(taskViews::brief).orElse(null));
  }

  private static String words(Run run, List<Step> all) {
    if (run.status() != RunStatus.RUNNING) {
      return run.words();
    }
    return all.stream()
        .filter(step -> step.state() == StepState.RUNNING || step.state() == StepState.READY)
        .reduce((first, second) -> second)
        .map(step -> step.progress() == null ? step.title() : step.title() + ": " + step.progress())
        .orElse(run.words());
  }

  StepView view(Step step) {
    var effect = step.effect();
    return new StepView(
        step.key().value(),
        step.process(),
        step.activity(),
        step.topic().name(),
        step.title(),
        step.compensation(),
        step.state().written(),
        standing(step),
        catalogue.find(step.topic()).filter(StepType::probes).isPresent(),
        step.attempt(),
        step.progress(),
        step.waitsFor(),
        step.summary(),
        step.startedAt(),
        step.endedAt(),
        step.worker(),
        step.deadline(),
        step.failure(),
        steps.attempts(step.key()).stream()
            .map(
                attempt ->
                    new AttemptView(
                        attempt.attempt(),
                        attempt.worker(),
                        attempt.startedAt(),
                        attempt.endedAt(),
                        attempt.result(),
                        attempt.failure()))
            .toList(),
        effect == null ? null : effect.json());
  }

  /**
   * A step that failed or was cancelled has left nothing. Where nobody knows, something may be
   * there; but the lease is in Slipway's own books, and is not held before they say so.
   */
  private @Nullable String standing(Step step) {
    if (step.compensation()
        || catalogue.find(step.topic()).filter(StepType::leavesSomething).isEmpty()) {
      return null;
    }
    return switch (step.state()) {
      case DONE -> "there";
      case UNDONE -> "undone";
      case HELD -> step.topic().equals(StepCatalogue.TAKE_LEASE) ? null : "perhaps";
      case READY, WAITING, RUNNING, FAILED, CANCELLED -> null;
    };
  }

  TaskView view(Task task) {
    return view(task, runs.get(task.run()));
  }

  private TaskView view(Task task, Run run) {
    return taskViews.view(task, run, task.kind().equals("approve") ? plan(run) : null);
  }

  private @Nullable Plan plan(Run run) {
    String plan = run.plan();
    return plan == null ? null : json.readValue(plan, Plan.class);
  }

  static ServingView view(Serving serving) {
    return new ServingView(
        serving.release().id(),
        serving.release().commit(),
        serving.release().subject(),
        serving.colour(),
        serving.since(),
        serving.run());
  }
}
