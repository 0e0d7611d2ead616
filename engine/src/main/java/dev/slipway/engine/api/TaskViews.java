package dev.slipway.engine.api;

import dev.slipway.engine.api.Views.DecisionView;
import dev.slipway.engine.api.Views.HoldView;
import dev.slipway.engine.api.Views.OpenTaskView;
import dev.slipway.engine.api.Views.TaskEntryView;
import dev.slipway.engine.api.Views.TaskView;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.task.Choice;
import dev.slipway.engine.task.Hold;
import dev.slipway.engine.task.Task;
import dev.slipway.engine.task.TaskEntry;
import dev.slipway.workers.plan.Plan;
import org.jspecify.annotations.Nullable;

/** Shows tasks. */
final class TaskViews {

  OpenTaskView brief(Task task) {
    return new OpenTaskView(
        task.id(), task.kind(), task.createdAt(), task.reminders(), view(task.hold()));
  }

  TaskView view(Task task, Run run, @Nullable Plan plan) {
    return new TaskView(
        task.id(),
        task.kind(),
        task.run(),
        run.application(),
        run.environment(),
        task.step(),
        task.title(),
        task.body(),
        plan,
        task.choices(),
        task.createdAt(),
        task.reminders(),
        view(task.hold()),
        task.entries().stream().map(entry -> view(task, entry)).toList(),
        decided(task));
  }

  private static @Nullable HoldView view(@Nullable Hold hold) {
    return hold == null ? null : new HoldView(hold.by(), hold.at(), hold.until(), hold.reason());
  }

  private static TaskEntryView view(Task task, TaskEntry entry) {
    return new TaskEntryView(
        entry.at(),
        entry.by(),
        entry.what(),
        label(task, entry.what()),
        entry.reason(),
        entry.until());
  }

  private static String label(Task task, String what) {
    return switch (what) {
      case "expired" -> "Expired";
      case "cancelled" -> "Cancelled";
      case "reminded" -> "Reminded";
      case "asked-again" -> "Asked again";
      default ->
          task.choices().stream()
              .filter(choice -> choice.id().equals(what))
              .map(Choice::label)
              .findFirst()
              .orElse(what);
    };
  }

  private static @Nullable DecisionView decided(Task task) {
    var by = task.decidedBy();
    var at = task.decidedAt();
    var choice = task.decision();
    if (by == null || at == null || choice == null) {
      return null;
    }
    return new DecisionView(by, at, choice, task.reason() == null ? "" : task.reason());
  }
}
