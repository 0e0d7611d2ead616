package dev.slipway.processes.lint;

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
        .flatMap(scope -> ErrorEvent.of(scope, "endEvent").filter(end -> restarts(scope, end)))
        .map(ErrorEvent::element)
        .map(
            event ->
                model.finding(
                    this,
                    event,
                    "The error starts the same event sub-process again, for ever.",
                    "Throw an error of another code, and let the start event name the one that it"
                        + " catches."));
  }

  private static boolean restarts(Scope scope, ErrorEvent end) {
    return ErrorEvent.of(scope, "startEvent")
        .anyMatch(start -> start.catches(end.code().orElse("")));
  }
}
