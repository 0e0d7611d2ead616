package dev.slipway.processes.lint;

import dev.slipway.processes.model.ShippedModels;
import java.util.List;

/** A shipped model in which a test breaks one thing. */
record Draft(String fileName, String xml) {

  static Draft of(String key) {
    return ShippedModels.all().stream()
        .filter(model -> model.key().equals(key))
        .map(model -> new Draft(model.fileName(), model.xml()))
        .findFirst()
        .orElseThrow();
  }

  static Draft release() {
    return of(ShippedModels.RELEASE);
  }

  static Draft deploy() {
    return of(ShippedModels.DEPLOY_BLUE_GREEN);
  }

  /** Replaces the first occurrence that follows the element's id. */
  Draft change(String id, String old, String replacement) {
    int from = at("id=\"" + id + "\"", 0);
    int start = at(old, from);
    return new Draft(
        fileName, xml.substring(0, start) + replacement + xml.substring(start + old.length()));
  }

  /** Removes everything from one text up to and with the next. */
  Draft cut(String first, String last) {
    int start = at(first, 0);
    int end = at(last, start) + last.length();
    return new Draft(fileName, xml.substring(0, start) + xml.substring(end));
  }

  Draft before(String marker, String text) {
    int start = at(marker, 0);
    return new Draft(fileName, xml.substring(0, start) + text + xml.substring(start));
  }

  Draft replace(String old, String replacement) {
    at(old, 0);
    return new Draft(fileName, xml.replace(old, replacement));
  }

  /** Puts a node between two that a flow joined, and draws it. */
  Draft insert(String flow, String source, String target, String node, String id) {
    return change(flow, "targetRef=\"" + target + "\"", "targetRef=\"" + id + "\"")
        .before(
            "<sequenceFlow id=\"" + flow + "\"",
            node
                + "<sequenceFlow id=\"%s-on\" name=\"on\" sourceRef=\"%s\" targetRef=\"%s\"/>"
                    .formatted(id, id, target))
        .draw(id)
        .drawFlow(id + "-on");
  }

  Draft draw(String id) {
    return before(
        "</bpmndi:BPMNPlane>",
        "<bpmndi:BPMNShape bpmnElement=\"%s\"><dc:Bounds x=\"0\" y=\"0\" width=\"9\" height=\"9\"/></bpmndi:BPMNShape>"
            .formatted(id));
  }

  Draft drawFlow(String id) {
    return before(
        "</bpmndi:BPMNPlane>",
        "<bpmndi:BPMNEdge bpmnElement=\"%s\"><di:waypoint x=\"0\" y=\"0\"/></bpmndi:BPMNEdge>"
            .formatted(id));
  }

  List<Finding> check() {
    return ModelLint.shipped().check(fileName, xml);
  }

  private int at(String text, int from) {
    int start = xml.indexOf(text, from);
    if (start < 0) {
      throw new AssertionError("The model " + fileName + " no longer holds: " + text);
    }
    return start;
  }
}
