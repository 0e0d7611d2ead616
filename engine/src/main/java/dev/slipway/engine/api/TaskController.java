package dev.slipway.engine.api;

import dev.slipway.engine.api.Views.TaskView;
import dev.slipway.engine.problem.Problems;
import dev.slipway.engine.task.Decisions;
import dev.slipway.engine.task.Tasks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "tasks")
@RequestMapping("/api/tasks")
class TaskController {

  private final Tasks tasks;
  private final Decisions decisions;
  private final RunViews views;

  TaskController(Tasks tasks, Decisions decisions, RunViews views) {
    this.tasks = tasks;
    this.decisions = decisions;
    this.views = views;
  }

  /**
   * How a task is decided.
   *
   * @param planDigest the plan that was looked at
   * @param holdSeconds with the choice {@code hold}: after how long the task comes up again
   */
  record DecisionRequest(
      @NotBlank String choice,
      @Nullable @Size(max = 2000) String reason,
      @Nullable String planDigest,
      @Nullable @Min(60) @Max(30 * 24 * 60 * 60) Long holdSeconds) {}

  @Operation(operationId = "listTasks", summary = "Tasks, newest first")
  @GetMapping
  List<TaskView> list(@RequestParam(defaultValue = "false") boolean open) {
    return tasks.list(open).stream().map(views::view).toList();
  }

  @Operation(operationId = "getTask", summary = "One task")
  @GetMapping("/{id}")
  TaskView task(@PathVariable long id) {
    return tasks
        .find(id)
        .map(views::view)
        .orElseThrow(() -> Problems.notFound("There is no task " + id));
  }

  @Operation(
      operationId = "decideTask",
      summary = "Decides a task, once; or holds it, as often as need be")
  @PostMapping("/{id}/decision")
  TaskView decide(
      @PathVariable long id, @Valid @RequestBody DecisionRequest request, Authentication account) {
    Long holdSeconds = request.holdSeconds();
    if (holdSeconds != null) {
      if (!request.choice().equals("hold")) {
        throw Problems.refused("holdSeconds", "Only the choice hold has a length");
      }
      return views.view(
          decisions.hold(id, account.getName(), request.reason(), Duration.ofSeconds(holdSeconds)));
    }
    return views.view(
        decisions.decide(
            id, account.getName(), request.choice(), request.reason(), request.planDigest()));
  }
}
