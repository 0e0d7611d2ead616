package dev.slipway.engine.task;

import dev.slipway.engine.flow.Flow;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.RunStatus;
import dev.slipway.engine.run.Runs;
import dev.slipway.engine.step.StepInterventions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Runs that nothing moves on any more: asks a person, and does what they choose. */
@Component
public class Incidents {

  private static final Choice LOOK_AGAIN =
      new Choice(
          "look-again",
          "Look again",
          "Nothing is changed. If the run still cannot go on, there is a new task soon.",
          false,
          false);

  private static final Choice CLOSE =
      new Choice(
          "close",
          "Close the run",
          "The run ends as cancelled and gives its lease back. Nothing is undone and nothing on the"
              + " target is touched; the next run looks at the target before it changes anything.",
          true,
          true);

  private final Tasks tasks;
  private final Runs runs;
  private final StepInterventions interventions;
  private final Flow flow;

  Incidents(Tasks tasks, Runs runs, StepInterventions interventions, Flow flow) {
    this.tasks = tasks;
    this.runs = runs;
    this.interventions = interventions;
    this.flow = flow;
  }

  /** Makes a run visible that is open, and that nobody and nothing will move on. */
  @Transactional
  public void report(Run run, String seen) {
    Map<String, String> standing = flow.standing(run.number());
    List<Choice> choices = new ArrayList<>(List.of(LOOK_AGAIN));
    if (!standing.isEmpty() && !run.noReturn()) {
      choices.add(Choice.HAUL_BACK);
    }
    choices.add(CLOSE);
    choices.add(Choice.HOLD);
    tasks.open(
        new Tasks.NewTask(
            "intervene",
            run.number(),
            null,
            null,
            "Run %d cannot go on – %s on %s"
                .formatted(run.number(), run.application(), run.environment()),
            seen
                + (standing.isEmpty()
                    ? ""
                    : "\n\nIts process stands at " + String.join(", ", standing.values()) + ".")
                + "\n\nIt was: "
                + run.words(),
            choices,
            null));
    runs.doing(run.number(), RunStatus.HELD, seen, Runs.A_PERSON);
  }

  void lookAgain(Run run) {
    runs.doing(
        run.number(),
        run.haulingBack() ? RunStatus.HAULING_BACK : RunStatus.RUNNING,
        run.words(),
        null);
  }

  void haulBack(Run run, String by) {
    runs.doing(run.number(), RunStatus.HAULING_BACK, "Hauled back by " + by, null);
    flow.standing(run.number())
        .keySet()
        .forEach(execution -> flow.haulBack(run.number(), execution, Flow.Reason.FAILED));
  }

  void close(Run run, String by, String reason) {
    interventions.abandon(run.number());
    runs.cancelled(run.number(), by, "closed, nothing was undone: " + reason);
    flow.close(run.number());
  }
}
