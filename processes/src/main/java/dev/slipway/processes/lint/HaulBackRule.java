package dev.slipway.processes.lint;

import dev.slipway.processes.catalogue.OnFailure;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process that can fail has exactly one place that catches the failure and undoes every effect.
 */
final class HaulBackRule implements Rule {

  /** The error code of a step that has failed for good. */
  private static final String FAILED = "failed";

  @Override
  public String name() {
    return "haul-back";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model
        .processes()
        .map(Scope::new)
        .filter(scope -> canFail(scope, surroundings) && !haulsBack(scope))
        .map(
            scope ->
                model.finding(
                    this,
                    scope.element(),
                    "When a step fails, nothing catches the failure and undoes the steps before it.",
                    "Add one event sub-process that starts by the error \"failed\" and, where a step"
                        + " has a compensation, throws compensation."));
  }

  private static boolean canFail(Scope scope, Surroundings surroundings) {
    return scope
        .element()
        .tree()
        .anyMatch(
            part ->
                surroundings
                    .stepOf(part)
                    .filter(type -> type.onFailure() == OnFailure.HAUL_BACK)
                    .isPresent());
  }

  private static boolean haulsBack(Scope scope) {
    List<Scope> haulBacks = scope.haulBacks().map(Scope::new).toList();
    return haulBacks.size() == 1
        && haulBacks.stream().allMatch(HaulBackRule::catchesFailure)
        && (scope.compensable().findAny().isEmpty()
            || haulBacks.stream().allMatch(HaulBackRule::undoes));
  }

  private static boolean catchesFailure(Scope haulBack) {
    return ErrorEvent.of(haulBack, "startEvent").anyMatch(start -> start.catches(FAILED));
  }

  private static boolean undoes(Scope haulBack) {
    return haulBack
        .element()
        .children("intermediateThrowEvent")
        .anyMatch(event -> event.contains("compensateEventDefinition"));
  }
}
