package dev.slipway.processes.lint;

import java.util.stream.Stream;

/** What an element refers to is there, in the same scope. */
final class ReferenceRule implements Rule {

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return Stream.concat(
        model.scopes().flatMap(scope -> inScope(model, scope)),
        model
            .elements("errorEventDefinition")
            .filter(definition -> definition.attribute("errorRef").isPresent())
            .filter(
                definition ->
                    model
                        .root()
                        .children("error")
                        .noneMatch(error -> definition.has("errorRef", error.id())))
            .map(definition -> broken(model, definition, "errorRef")));
  }

  private Stream<Finding> inScope(ModelDocument model, Scope scope) {
    Stream<Finding> flows =
        scope
            .flows()
            .flatMap(
                flow ->
                    Stream.of("sourceRef", "targetRef")
                        .filter(end -> scope.node(flow.attribute(end).orElse("")).isEmpty())
                        .map(end -> broken(model, flow, end)));
    Stream<Finding> boundaries =
        scope
            .element()
            .children("boundaryEvent")
            .filter(
                event ->
                    scope
                        .node(event.attribute("attachedToRef").orElse(""))
                        .filter(Scope::isActivity)
                        .isEmpty())
            .map(event -> broken(model, event, "attachedToRef"));
    return Stream.concat(flows, boundaries);
  }

  private Finding broken(ModelDocument model, Element part, String reference) {
    return model.finding(
        this,
        part,
        reference
            + " names nothing in the same scope: \""
            + part.attribute(reference).orElse("")
            + "\".",
        "Name an element that is there.");
  }
}
