package dev.slipway.engine.api;

import dev.slipway.engine.api.Views.TaskView;
import dev.slipway.engine.problem.Problems;
import dev.slipway.engine.task.Decisions;
import dev.slipway.engine.task.Tasks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
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

  /** How a task is decided. */
  record DecisionRequest(
      @NotBlank String choice,
      @Nullable @Size(max = 2000) String reason,
      @Nullable String planDigest) {}

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

  @Operation(operationId = "decideTask", summary = "Decides a task, once")
  @PostMapping("/{id}/decision")
  TaskView decide(
      @PathVariable long id, @Valid @RequestBody DecisionRequest request, Authentication account) {
    return views.view(
        decisions.decide(
            id, account.getName(), request.choice(), request.reason(), request.planDigest()));
  }
}
