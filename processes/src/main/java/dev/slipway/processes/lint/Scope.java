package dev.slipway.processes.lint;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A process or a sub-process: nodes joined by flows. */
record Scope(Element element) {

  private static final String[] ACTIVITIES = {
    "serviceTask", "userTask", "receiveTask", "callActivity", "subProcess"
  };
  private static final String[] NODES = {
    "serviceTask",
    "userTask",
    "receiveTask",
    "callActivity",
    "subProcess",
    "startEvent",
    "endEvent",
    "intermediateCatchEvent",
    "intermediateThrowEvent",
    "boundaryEvent",
    "exclusiveGateway",
    "parallelGateway",
    "inclusiveGateway"
  };

  static boolean isActivity(Element element) {
    return element.is(ACTIVITIES);
  }

  static boolean isNode(Element element) {
    return element.is(NODES);
  }

  /** Whether the scope runs only when an error is caught, instead of as part of the main line. */
  boolean isEventSubProcess() {
    return isEventSubProcess(element);
  }

  static boolean isEventSubProcess(Element element) {
    return element.is("subProcess") && element.has("triggeredByEvent", "true");
  }

  Stream<Element> nodes() {
    return element.children(NODES);
  }

  Optional<Element> node(String id) {
    return nodes().filter(node -> node.id().equals(id)).findFirst();
  }

  Stream<Element> flows() {
    return element.children("sequenceFlow");
  }

  List<Element> outgoing(Element node) {
    return flows().filter(flow -> flow.has("sourceRef", node.id())).toList();
  }

  List<Element> incoming(Element node) {
    return flows().filter(flow -> flow.has("targetRef", node.id())).toList();
  }

  Stream<Element> boundaries(Element activity) {
    return element
        .children("boundaryEvent")
        .filter(event -> event.has("attachedToRef", activity.id()));
  }

  Optional<Element> compensationOf(Element activity) {
    return boundaries(activity)
        .filter(event -> event.contains("compensateEventDefinition"))
        .findFirst();
  }

  /** What a compensation boundary event is joined to, in this scope. */
  Stream<Element> handlers(Element boundary) {
    return element
        .children("association")
        .filter(association -> association.has("sourceRef", boundary.id()))
        .flatMap(association -> association.attribute("targetRef").stream())
        .flatMap(target -> node(target).stream());
  }

  /** The activities that a haul-back has to undo. */
  Stream<Element> compensable() {
    return nodes().filter(node -> compensationOf(node).isPresent());
  }

  Stream<Element> haulBacks() {
    return element.children("subProcess").filter(Scope::isEventSubProcess);
  }

  /** Every node that can be met after one of these, they included. */
  Set<Element> reachableFrom(Collection<Element> starts) {
    Set<Element> reached = new LinkedHashSet<>();
    Deque<Element> open = new ArrayDeque<>(starts);
    while (!open.isEmpty()) {
      Element node = open.remove();
      if (reached.add(node)) {
        boundaries(node).forEach(open::add);
        handlers(node).forEach(open::add);
        open.addAll(next(node));
      }
    }
    return reached;
  }

  /** The nodes to which a node's flows lead. */
  List<Element> next(Element node) {
    return outgoing(node).stream()
        .flatMap(flow -> flow.attribute("targetRef").stream())
        .flatMap(target -> node(target).stream())
        .toList();
  }
}
