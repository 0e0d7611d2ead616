package dev.slipway.engine.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.slipway.engine.task.Choice;
import dev.slipway.processes.definition.Problem;
import dev.slipway.workers.plan.Plan;
import dev.slipway.workers.step.Failure;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shapes of what the HTTP API answers; see the OpenAPI description for their meaning. */
final class Views {

  private Views() {}

  record ApplicationView(String name, SourceView source, List<EnvironmentSummary> environments) {}

  record SourceView(String git, String branch) {}

  record FileProblems(String file, List<Problem> problems) {}

  @JsonInclude(Include.ALWAYS)
  record EnvironmentSummary(
      String name,
      String url,
      String platform,
      @Nullable ServingView serving,
      @Nullable RunSummary run,
      @Nullable RunSummary lastRun,
      int openTasks) {}

  /** Who may change the environment; times by the database's clock. */
  @JsonInclude(Include.ALWAYS)
  record LeaseView(
      long run,
      @Schema(allowableValues = {"release", "rollback"}) String kind,
      String ref,
      @Nullable String commit,
      String requestedBy,
      @Nullable String node,
      long fence,
      Instant takenAt,
      Instant heartbeatAt,
      Instant expiresAt,
      boolean expired) {}

  /** A run that waits for the lease; places count from 1. */
  record WaitingView(
      long run,
      int place,
      @Schema(allowableValues = {"release", "rollback"}) String kind,
      String ref,
      String requestedBy,
      Instant since) {}

  record ServingView(
      String release, String commit, String subject, String colour, Instant since, long run) {}

  @JsonInclude(Include.ALWAYS)
  record EnvironmentDetail(
      String application,
      String branch,
      int approvalRequired,
      String name,
      String url,
      String platform,
      @Nullable ServingView serving,
      @Nullable RunSummary run,
      @Nullable RunSummary lastRun,
      int openTasks,
      @Schema(allowableValues = {"queue", "newest", "refuse"}) String whenBusy,
      @Nullable LeaseView lease,
      List<WaitingView> waiting,
      List<ReleaseView> releases) {}

  @JsonInclude(Include.ALWAYS)
  record ReleaseView(
      String id,
      long run,
      String commit,
      String subject,
      String artifact,
      @Schema(allowableValues = {"serving", "built", "good", "failed", "gone"}) String state,
      boolean pinned,
      Instant builtAt,
      @Nullable Instant provenAt,
      boolean rollbackable,
      @Nullable String whyNot) {}

  @JsonInclude(Include.ALWAYS)
  record RunSummary(
      long run,
      @Schema(allowableValues = {"release", "rollback"}) String kind,
      String application,
      String environment,
      String ref,
      @Nullable String commit,
      String subject,
      String release,
      String requestedBy,
      Instant requestedAt,
      @Nullable Instant endedAt,
      @Schema(allowableValues = {"waiting", "running", "hauling-back", "held", "ended"})
          String status,
      @Schema(allowableValues = {"live", "restored", "rejected", "cancelled", "needs-human"})
          @Nullable String outcome,
      String words,
      @Nullable String waitsFor,
      @Nullable Integer lostRequests,
      @Nullable OpenTaskView openTask) {}

  /**
   * What a run waits for a person with, in short.
   *
   * @param reminders how often it was brought to mind again
   * @param hold who looks into it, while somebody does
   */
  @JsonInclude(Include.ALWAYS)
  record OpenTaskView(
      long id,
      @Schema(allowableValues = {"approve", "intervene"}) String kind,
      Instant since,
      int reminders,
      @Nullable HoldView hold) {}

  @JsonInclude(Include.ALWAYS)
  record HoldView(String by, Instant since, @Nullable Instant until, String reason) {}

  record RunPage(List<RunSummary> runs, @Nullable Long next) {}

  @JsonInclude(Include.ALWAYS)
  record RunView(
      long run,
      @Schema(allowableValues = {"release", "rollback"}) String kind,
      String application,
      String environment,
      String ref,
      @Nullable String commit,
      String subject,
      String release,
      String requestedBy,
      Instant requestedAt,
      @Nullable Instant endedAt,
      @Schema(allowableValues = {"waiting", "running", "hauling-back", "held", "ended"})
          String status,
      @Schema(allowableValues = {"live", "restored", "rejected", "cancelled", "needs-human"})
          @Nullable String outcome,
      String words,
      @Nullable String waitsFor,
      @Nullable Integer lostRequests,
      @Nullable OpenTaskView openTask,
      @Nullable Plan plan,
      List<StepView> steps,
      List<TaskView> tasks,
      @Nullable Failure failure,
      @Nullable ProbeView probe,
      @Nullable ServingView serving,
      @Nullable LeaseView lease,
      List<WaitingView> waiting,
      boolean cancellable,
      @Nullable String whyNotCancellable,
      List<DiagramView> diagrams,
      long lastEvent,
      long lastLine) {}

  record ProbeView(int requests, int failed, int resets) {}

  record DiagramView(
      String process, String name, int version, List<String> passed, List<String> active) {}

  /**
   * One step.
   *
   * @param standing whether something that it changed is there now, or may be; null if it leaves
   *     nothing
   * @param probes whether its log tells what was asked of the application, and what came back
   */
  @JsonInclude(Include.ALWAYS)
  record StepView(
      String key,
      String process,
      String activity,
      String topic,
      String title,
      boolean compensation,
      @Schema(
              allowableValues = {
                "waiting",
                "ready",
                "running",
                "done",
                "failed",
                "cancelled",
                "held",
                "undone"
              })
          String state,
      @Schema(allowableValues = {"there", "perhaps", "undone"}) @Nullable String standing,
      boolean probes,
      int attempt,
      @Nullable String progress,
      @Nullable String waitsFor,
      @Nullable String summary,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String worker,
      @Nullable Instant deadline,
      @Nullable Failure failure,
      List<AttemptView> attempts,
      @JsonRawValue @Schema(types = "object", implementation = Object.class)
          @Nullable String effect) {}

  @JsonInclude(Include.ALWAYS)
  record AttemptView(
      int attempt,
      String worker,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String result,
      @Nullable Failure failure) {}

  @JsonInclude(Include.ALWAYS)
  record TaskView(
      long id,
      @Schema(allowableValues = {"approve", "intervene"}) String kind,
      long run,
      String application,
      String environment,
      @Nullable String stepKey,
      String title,
      String body,
      @Nullable Plan plan,
      List<Choice> choices,
      Instant createdAt,
      int reminders,
      @Nullable HoldView hold,
      List<TaskEntryView> entries,
      @Nullable DecisionView decided) {}

  /**
   * One thing that was done about a task.
   *
   * @param by the account, or {@code slipway}
   * @param what a choice of the task, or {@code expired}, {@code cancelled}, {@code reminded} or
   *     {@code asked-again}
   * @param label what it is called, for people
   */
  @JsonInclude(Include.ALWAYS)
  record TaskEntryView(
      Instant at, String by, String what, String label, String reason, @Nullable Instant until) {}

  record DecisionView(String by, Instant at, String choice, String reason) {}

  record LogLineView(
      long seq,
      Instant at,
      String step,
      @Schema(allowableValues = {"note", "out", "err"}) String stream,
      String text) {}

  /**
   * Lines of a log, oldest first.
   *
   * @param next what to give as {@code after}, or reading backwards as {@code before}, to read on;
   *     null when there are no more
   */
  record LogPage(List<LogLineView> lines, @Nullable Long next) {}

  record Changed(
      @Schema(allowableValues = {"run", "task", "application"}) String kind,
      @Nullable Long run,
      @Nullable String application,
      @Nullable String environment) {}
}
