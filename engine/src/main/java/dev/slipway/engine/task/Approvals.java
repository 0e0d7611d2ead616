package dev.slipway.engine.task;

import dev.slipway.engine.flow.FlowEvents;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.RunStatus;
import dev.slipway.engine.run.Runs;
import java.util.List;
import org.springframework.stereotype.Component;

/** Opens a task when a run waits for an approval, and closes it when nobody answered in time. */
@Component
class Approvals implements FlowEvents {

  private final Tasks tasks;
  private final Runs runs;

  Approvals(Tasks tasks, Runs runs) {
    this.tasks = tasks;
    this.runs = runs;
  }

  @Override
  public void approvalNeeded(long number, String approval) {
    Run run = runs.get(number);
    String what =
        run.kind().equals("rollback")
            ? "Roll back " + run.application() + " on " + run.environment() + " to " + run.release()
            : "Release " + run.ref() + " of " + run.application() + " to " + run.environment();
    tasks.open(
        new Tasks.NewTask(
            "approve",
            number,
            null,
            approval,
            what,
            "Asked for by " + run.requestedBy() + ". The approval is for exactly the plan shown.",
            List.of(Choice.APPROVE, Choice.REJECT),
            run.planDigest()));
    runs.doing(number, RunStatus.WAITING, "Waits for an approval", "an approval");
  }

  @Override
  public void approvalExpired(long run, String approval) {
    tasks
        .ofApproval(approval)
        .filter(Task::open)
        .ifPresent(task -> tasks.decide(task, "slipway", "expired", "Nobody answered in time"));
    runs.doing(run, RunStatus.HAULING_BACK, "Nobody approved in time", null);
  }
}
