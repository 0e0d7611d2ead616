package dev.slipway.processes.lint;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that runs can be seen: each node has a shape, each flow and association an edge. */
final class DiagramRule implements Rule {

  @Override
  public String name() {
    return "diagram";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    Set<String> shapes = drawn(model, "BPMNShape", "Bounds");
    Set<String> edges = drawn(model, "BPMNEdge", "waypoint");
    return Stream.concat(
            model.nodes().filter(node -> !shapes.contains(node.id())),
            model
                .elements("sequenceFlow", "association")
                .filter(flow -> !edges.contains(flow.id())))
        .map(
            part ->
                model.finding(
                    this,
                    part,
                    "The element is not in the diagram, so nobody would see the run pass it.",
                    "Draw it in a BPMN editor."));
  }

  private static Set<String> drawn(ModelDocument model, String kind, String coordinates) {
    return model
        .elements()
        .filter(part -> part.namespace() == Namespace.DIAGRAM && part.name().equals(kind))
        .filter(
            part -> part.children().stream().anyMatch(child -> child.name().equals(coordinates)))
        .flatMap(part -> part.attribute("bpmnElement").stream())
        .collect(Collectors.toSet());
  }
}
