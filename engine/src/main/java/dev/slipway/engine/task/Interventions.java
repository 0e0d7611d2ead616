package dev.slipway.engine.task;

import dev.slipway.engine.run.Run;
import dev.slipway.engine.step.HeldSteps;
import dev.slipway.engine.step.Step;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.workers.step.Failure;
import java.util.List;
import org.springframework.stereotype.Component;

/** Asks a person about a step that failed where nothing can be undone, or of which nobody knows. */
@Component
class Interventions implements HeldSteps {

  private final Tasks tasks;
  private final StepCatalogue catalogue;

  Interventions(Tasks tasks, StepCatalogue catalogue) {
    this.tasks = tasks;
    this.catalogue = catalogue;
  }

  @Override
  public void held(Run run, Step step, Failure failure, boolean unknown) {
    var type = catalogue.get(step.topic());
    List<Choice> choices = StepChoices.of(step, type, unknown);
    tasks.open(
        new Tasks.NewTask(
            "intervene",
            run.number(),
            step.key().value(),
            null,
            title(step, unknown) + " – " + run.application() + " on " + run.environment(),
            failure.what()
                + ": "
                + failure.why()
                + "\n\n"
                + failure.next()
                + (failure.evidence().isEmpty() ? "" : "\n\n" + failure.evidence()),
            choices,
            null));
  }

  private static String title(Step step, boolean unknown) {
    if (unknown && step.topic().equals(StepCatalogue.RECONCILE)) {
      return "The target is not as the history says";
    }
    return step.title() + (unknown ? ": did it happen?" : " failed");
  }
}
