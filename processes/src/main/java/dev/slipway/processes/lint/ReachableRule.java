package dev.slipway.processes.lint;

import java.util.Set;
import java.util.stream.Stream;

/** Every node can be met, and every way leads to an end event. */
final class ReachableRule implements Rule {

  @Override
  public String name() {
    return "reachable";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model
        .scopes()
        .flatMap(scope -> Stream.concat(unmet(model, scope), deadEnds(model, scope)));
  }

  private Stream<Finding> unmet(ModelDocument model, Scope scope) {
    Set<Element> reached =
        scope.reachableFrom(
            scope
                .nodes()
                .filter(node -> node.is("startEvent") || Scope.isEventSubProcess(node))
                .toList());
    return scope
        .nodes()
        .filter(node -> !reached.contains(node) && !node.has("isForCompensation", "true"))
        .map(
            node ->
                model.finding(
                    this, node, "No run ever comes here.", "Join it by a flow, or remove it."));
  }

  private Stream<Finding> deadEnds(ModelDocument model, Scope scope) {
    return scope
        .nodes()
        .filter(node -> !endsItself(node))
        .filter(node -> scope.outgoing(node).isEmpty())
        .map(
            node ->
                model.finding(
                    this,
                    node,
                    "The run would end here without an outcome.",
                    "Lead a flow on to an end event."));
  }

  private static boolean endsItself(Element node) {
    return node.is("endEvent")
        || Scope.isEventSubProcess(node)
        || node.has("isForCompensation", "true")
        || (node.is("boundaryEvent") && node.contains("compensateEventDefinition"));
  }
}
