package dev.slipway.processes.lint;

import java.util.List;
import java.util.stream.Stream;

/** Each scope has one start: a plain one, or an interrupting error where the run is hauled back. */
final class StartRule implements Rule {

  @Override
  public String name() {
    return "start";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model
        .scopes()
        .filter(scope -> !startsWell(scope))
        .map(
            scope ->
                model.finding(
                    this,
                    scope.element(),
                    scope.isEventSubProcess()
                        ? "An event sub-process that starts otherwise would run beside the steps."
                        : "Runs are started by people and schedules, at one place.",
                    scope.isEventSubProcess()
                        ? "Start it by one interrupting error start event."
                        : "Use one start event without a trigger."));
  }

  private static boolean startsWell(Scope scope) {
    List<Element> starts = scope.element().children("startEvent").toList();
    if (starts.size() != 1) {
      return false;
    }
    Element start = starts.get(0);
    return scope.isEventSubProcess()
        ? start.contains("errorEventDefinition") && !start.has("isInterrupting", "false")
        : start.children().stream().noneMatch(part -> part.name().endsWith("EventDefinition"));
  }
}
