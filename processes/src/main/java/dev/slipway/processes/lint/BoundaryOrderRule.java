package dev.slipway.processes.lint;

import java.util.List;
import java.util.stream.Stream;

/** The compensation boundary event comes last among those of its activity. */
final class BoundaryOrderRule implements Rule {

  @Override
  public String name() {
    return "boundary-order";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model
        .scopes()
        .flatMap(
            scope ->
                scope
                    .nodes()
                    .filter(Scope::isActivity)
                    .map(activity -> scope.boundaries(activity).toList())
                    .flatMap(this::notLast))
        .map(
            event ->
                model.finding(
                    this,
                    event,
                    "The engine fails to start a run when another boundary event of the same"
                        + " activity follows this one in the file.",
                    "Move the compensation boundary event behind the others."));
  }

  private Stream<Element> notLast(List<Element> boundaries) {
    return boundaries.stream()
        .limit(Math.max(0, boundaries.size() - 1))
        .filter(event -> event.contains("compensateEventDefinition"));
  }
}
