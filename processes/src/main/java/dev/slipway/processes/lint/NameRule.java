package dev.slipway.processes.lint;

import java.util.stream.Stream;

/** People read the diagram: every node has a name, and so has every flow that leaves a question. */
final class NameRule implements Rule {

  @Override
  public String name() {
    return "name";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model
        .scopes()
        .flatMap(
            scope -> Stream.concat(scope.nodes(), scope.flows()).filter(part -> needs(scope, part)))
        .filter(part -> part.attribute("name").orElse("").isBlank())
        .map(
            part ->
                model.finding(
                    this,
                    part,
                    "Nobody can tell from the diagram what this means.",
                    "Give it a name: a question for a gateway that branches, an answer for each flow"
                        + " that leaves it."));
  }

  private static boolean needs(Scope scope, Element part) {
    if (part.is("sequenceFlow")) {
      return scope
          .node(part.attribute("sourceRef").orElse(""))
          .filter(source -> branches(scope, source))
          .isPresent();
    }
    if (part.is("exclusiveGateway", "parallelGateway", "inclusiveGateway")) {
      return branches(scope, part);
    }
    return !part.contains("compensateEventDefinition") || !part.is("boundaryEvent");
  }

  private static boolean branches(Scope scope, Element node) {
    return node.is("exclusiveGateway") && scope.outgoing(node).size() > 1;
  }
}
