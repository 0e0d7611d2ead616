package dev.slipway.processes.lint;

import java.util.List;
import java.util.stream.Stream;

/** A called process that has undone itself tells its caller, and the caller listens. */
final class CalledErrorRule implements Rule {

  @Override
  public String name() {
    return "called-error";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model
        .scopes()
        .flatMap(
            scope ->
                scope
                    .nodes()
                    .filter(node -> node.is("callActivity"))
                    .flatMap(call -> checkCall(model, surroundings, call)));
  }

  private Stream<Finding> checkCall(ModelDocument model, Surroundings surroundings, Element call) {
    return surroundings.called(call).stream()
        .flatMap(Scope::haulBacks)
        .map(Scope::new)
        .flatMap(
            haulBack ->
                Stream.concat(silent(model, call, haulBack), unheard(model, call, haulBack)));
  }

  private Stream<Finding> silent(ModelDocument model, Element call, Scope haulBack) {
    List<Element> errors = ErrorEvent.of(haulBack, "endEvent").map(ErrorEvent::element).toList();
    return haulBack
        .nodes()
        .filter(node -> node.is("endEvent") && !errors.contains(node))
        .map(
            end ->
                model.finding(
                    this,
                    call,
                    "The called process can undo itself and then end at "
                        + end.label()
                        + ", and this one would go on as if all were done.",
                    "Let the haul-back of the called process end in an error."));
  }

  private Stream<Finding> unheard(ModelDocument model, Element call, Scope haulBack) {
    return ErrorEvent.of(haulBack, "endEvent")
        .flatMap(end -> end.code().stream())
        .filter(code -> model.processes().map(Scope::new).noneMatch(own -> hears(own, code)))
        .map(
            code ->
                model.finding(
                    this,
                    call,
                    "The called process can end with the error \""
                        + code
                        + "\", which nobody catches.",
                    "Let the haul-back of this process start by any error."));
  }

  private static boolean hears(Scope process, String code) {
    return process
        .haulBacks()
        .map(Scope::new)
        .flatMap(haulBack -> ErrorEvent.of(haulBack, "startEvent"))
        .anyMatch(start -> start.catches(code));
  }
}
