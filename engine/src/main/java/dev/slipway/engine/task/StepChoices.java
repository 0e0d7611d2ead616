package dev.slipway.engine.task;

import dev.slipway.engine.step.Step;
import dev.slipway.processes.catalogue.OnFailure;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.StepType;
import dev.slipway.processes.catalogue.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What can be done about a held step, and what each choice will do. */
final class StepChoices {

  private static final Choice LOOK_AGAIN =
      new Choice(
          "retry",
          "Look again",
          "Slipway looks at the target once more, and goes on if it is as the history says. Choose"
              + " this after putting the target right by hand.",
          false,
          false);

  private static final Choice STOP =
      new Choice(
          "haul-back",
          "Stop this run",
          "The run ends. It has changed nothing on the target, which stays as it is; the next run"
              + " looks at it again.",
          true,
          false);

  /** What another attempt does about a step of which nobody knows whether it happened. */
  private static final Map<Topic, String> AGAIN =
      Map.of(
          StepCatalogue.MIGRATE,
          "The migration is looked for under its key: if it still runs it is followed to its end,"
              + " and if it ended without an exit status its command is run again. Choose this only"
              + " if the command may run twice.",
          StepCatalogue.START_CANDIDATE,
          "If the candidate runs and was started by this step it is taken as it is; otherwise"
              + " whatever runs as its colour is stopped, and it is started anew. The serving"
              + " colour is not touched.",
          StepCatalogue.SWAP,
          "The router is asked what it does: if every request goes to the candidate the swap is"
              + " done, otherwise the traffic is moved now.",
          StepCatalogue.SWAP_BACK,
          "The router is told again to send every request to the version that served before;"
              + " telling it twice changes nothing.");

  private static final Map<Topic, String> BACK =
      Map.of(
          StepCatalogue.MIGRATE,
          "The run is hauled back. What the migration has changed in the data stays, and the"
              + " version that serves keeps serving on it.",
          StepCatalogue.START_CANDIDATE,
          "The run is hauled back. What this step may have started is not stopped by that; the next"
              + " run stops it before it starts its own.",
          StepCatalogue.SWAP,
          "The run is hauled back as if the swap had not happened. Choose this only if the version"
              + " before gets every request; stopping the candidate is refused while the router"
              + " still sends requests to it.");

  private StepChoices() {}

  static List<Choice> of(Step step, StepType type, boolean unknown) {
    boolean canFail = !step.compensation() && type.onFailure() == OnFailure.HAUL_BACK;
    if (step.topic().equals(StepCatalogue.RECONCILE)) {
      return unknown
          ? List.of(Choice.ACCEPT, LOOK_AGAIN, STOP, Choice.HOLD)
          : List.of(LOOK_AGAIN, STOP, Choice.HOLD);
    }
    List<Choice> choices = new ArrayList<>();
    choices.add(explained(Choice.RETRY, AGAIN, step.topic()));
    if (canFail) {
      choices.add(explained(Choice.HAUL_BACK, BACK, step.topic()));
    }
    type.skipped().map(Choice::skip).ifPresent(choices::add);
    choices.add(Choice.HOLD);
    return choices;
  }

  private static Choice explained(Choice choice, Map<Topic, String> words, Topic topic) {
    String special = words.get(topic);
    return special == null ? choice : choice.explained(special);
  }
}
