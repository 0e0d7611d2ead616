package dev.slipway.processes.lint;

import java.util.Optional;
import java.util.stream.Stream;

/** An event that throws or catches an error. */
record ErrorEvent(Element element) {

  /** The events of these kinds that stand directly in a scope and throw or catch an error. */
  static Stream<ErrorEvent> of(Scope scope, String kind) {
    return scope
        .nodes()
        .filter(node -> node.is(kind) && node.contains("errorEventDefinition"))
        .map(ErrorEvent::new);
  }

  /** The error code; empty for an event that catches every error. */
  Optional<String> code() {
    return element
        .children("errorEventDefinition")
        .flatMap(definition -> definition.attribute("errorRef").stream())
        .flatMap(
            reference ->
                element
                    .root()
                    .children("error")
                    .filter(error -> error.id().equals(reference))
                    .flatMap(error -> error.attribute("errorCode").stream()))
        .findFirst();
  }

  boolean catches(String code) {
    return code().map(code::equals).orElse(true);
  }
}
