package dev.slipway.processes.lint;

import java.util.Optional;
import java.util.stream.Stream;

/** The engine lets an event sub-process catch the error that it throws itself, over and over. */
final class SelfCaughtErrorRule implements Rule {

  @Override
  public String name() {
    return "self-caught-error";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model
        .scopes()
        .filter(Scope::isEventSubProcess)
        .flatMap(scope -> scope.nodes().filter(node -> throwsWhatStarts(model, scope, node)))
        .map(
            event ->
                model.finding(
                    this,
                    event,
                    "The error starts the same event sub-process again, for ever.",
                    "Throw an error of another code, and let the start event name the one that it"
                        + " catches."));
  }

  private static boolean throwsWhatStarts(ModelDocument model, Scope scope, Element node) {
    if (!node.is("endEvent") || !node.contains("errorEventDefinition")) {
      return false;
    }
    Optional<String> thrown = model.errorCode(node);
    return scope
        .element()
        .children("startEvent")
        .filter(start -> start.contains("errorEventDefinition"))
        .map(model::errorCode)
        .anyMatch(caught -> caught.isEmpty() || caught.equals(thrown));
  }
}
