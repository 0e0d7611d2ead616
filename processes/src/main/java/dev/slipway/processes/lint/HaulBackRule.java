package dev.slipway.processes.lint;

import java.util.stream.Stream;

/** A process that leaves effects has exactly one place that undoes them. */
final class HaulBackRule implements Rule {

  @Override
  public String name() {
    return "haul-back";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model
        .scopes()
        .filter(scope -> scope.element().is("process"))
        .filter(scope -> scope.compensable().findAny().isPresent())
        .filter(scope -> scope.haulBacks().filter(HaulBackRule::undoes).count() != 1)
        .map(
            scope ->
                model.finding(
                    this,
                    scope.element(),
                    "When a step fails, nothing undoes the steps before it.",
                    "Add one event sub-process that starts by an error and throws compensation."));
  }

  private static boolean undoes(Element eventSubProcess) {
    return eventSubProcess
        .children("intermediateThrowEvent")
        .anyMatch(event -> event.contains("compensateEventDefinition"));
  }
}
