package dev.slipway.processes.lint;

import java.util.stream.Stream;

/**
 * Steps with a compensation run one after the other, so that there is one order to undo them in.
 */
final class SingleLineRule implements Rule {

  @Override
  public String name() {
    return "single-line";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model
        .processes()
        .filter(process -> process.tree().anyMatch(part -> part.is("compensateEventDefinition")))
        .map(Scope::new)
        .flatMap(scope -> scope.element().tree().filter(part -> isScope(part)).map(Scope::new))
        .flatMap(scope -> scope.nodes().filter(node -> splits(scope, node)))
        .map(
            node ->
                model.finding(
                    this,
                    node,
                    "Steps would run beside each other, and the order to undo them in would be"
                        + " chance.",
                    "Let the steps follow each other: only exclusive gateways, one flow out of every"
                        + " other node, nothing repeated."));
  }

  private static boolean isScope(Element part) {
    return part.is("process", "subProcess");
  }

  private static boolean splits(Scope scope, Element node) {
    return node.is("parallelGateway", "inclusiveGateway")
        || node.contains("multiInstanceLoopCharacteristics", "standardLoopCharacteristics")
        || (node.is("boundaryEvent") && node.has("cancelActivity", "false"))
        || (!node.is("exclusiveGateway") && scope.outgoing(node).size() > 1);
  }
}
