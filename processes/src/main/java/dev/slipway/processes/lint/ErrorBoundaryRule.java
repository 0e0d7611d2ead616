package dev.slipway.processes.lint;

import java.util.stream.Stream;

/**
 * The engine drops, without a word, what a sub-process would have to undo when an error boundary
 * event ends it.
 */
final class ErrorBoundaryRule implements Rule {

  @Override
  public String name() {
    return "error-boundary";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model
        .scopes()
        .flatMap(
            scope ->
                scope
                    .nodes()
                    .filter(node -> node.is("subProcess", "callActivity"))
                    .filter(node -> leavesEffects(node, surroundings))
                    .flatMap(scope::boundaries)
                    .filter(event -> event.contains("errorEventDefinition")))
        .map(
            event ->
                model.finding(
                    this,
                    event,
                    "The run would go on beside effects that nobody undoes any more.",
                    "Remove the error boundary event and let the event sub-process haul back."));
  }

  private static boolean leavesEffects(Element node, Surroundings surroundings) {
    if (node.is("callActivity")) {
      return surroundings
          .called(node)
          .map(called -> called.compensable().findAny().isPresent())
          .orElse(true);
    }
    return node.tree().anyMatch(element -> element.is("compensateEventDefinition"));
  }
}
