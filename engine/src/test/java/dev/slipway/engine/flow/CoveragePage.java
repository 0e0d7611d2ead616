package dev.slipway.engine.flow;

import dev.slipway.processes.model.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;
import org.w3c.dom.Element;

/** Draws every model with what the tests have walked in green and what they have not in red. */
final class CoveragePage {

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <title>What the tests walk of every model</title>
      <style>
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem; color: #1f2933; }
        svg { width: 100%; height: auto; border: 1px solid #d9dee3; border-radius: 8px; }
        text { font: 12px system-ui, sans-serif; text-anchor: middle; fill: #1f2933; }
        .node { stroke-width: 2; }
        .flow { fill: none; stroke-width: 2; }
        .walked { stroke: #2b8a3e; } .walked.node { fill: #ebfbee; }
        .missed { stroke: #c92a2a; } .missed.node { fill: #fff5f5; stroke-dasharray: 6 3; }
        .scope { fill: none !important; }
        .other { stroke: #adb5bd; stroke-dasharray: 3 3; fill: none; }
      </style>
      <h1>What the tests walk of every model</h1>
      <p>Green was walked by a test, red was not.</p>
      """;

  private final StringBuilder html = new StringBuilder(HEAD);

  void add(Model model, Set<String> passed) {
    var elements = new ModelElements(model);
    Map<String, String> kinds = elements.kinds();
    Set<String> missing = elements.missing(passed);
    html.append(
        "<h2>%s: %d of %d</h2>\n"
            .formatted(model.key(), kinds.size() - missing.size(), kinds.size()));
    if (!missing.isEmpty()) {
      html.append("<p>Missed: ").append(String.join(", ", missing)).append("</p>\n");
    }
    html.append("<svg viewBox=\"%s\" role=\"img\">\n".formatted(viewBox(elements)));
    elements.edges().forEach(edge -> draw(edge, kinds, missing));
    elements.shapes().forEach(shape -> draw(shape, kinds, missing, elements));
    html.append("</svg>\n");
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, html.append("</html>\n"));
  }

  private void draw(Element edge, Map<String, String> kinds, Set<String> missing) {
    String id = edge.getAttribute("bpmnElement");
    String points =
        ModelElements.children(edge, "waypoint").stream()
            .map(point -> point.getAttribute("x") + "," + point.getAttribute("y"))
            .collect(Collectors.joining(" "));
    html.append(
        "<polyline class=\"flow %s\" points=\"%s\"><title>%s</title></polyline>\n"
            .formatted(paint(id, kinds, missing), points, id));
  }

  private void draw(
      Element shape, Map<String, String> kinds, Set<String> missing, ModelElements elements) {
    String id = shape.getAttribute("bpmnElement");
    String kind = kinds.getOrDefault(id, "");
    Element bounds = ModelElements.children(shape, "Bounds").getFirst();
    double x = number(bounds, "x");
    double y = number(bounds, "y");
    double width = number(bounds, "width");
    double height = number(bounds, "height");
    String paint = "class=\"node " + paint(id, kinds, missing);
    if (kind.endsWith("Event")) {
      html.append(
          "<circle %s\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>\n"
              .formatted(paint, x + width / 2, y + height / 2, width / 2));
    } else if (kind.endsWith("Gateway")) {
      html.append(
          "<path %s\" d=\"M%s %s l%s %s l%s %s l%s %s z\"/>\n"
              .formatted(
                  paint,
                  x,
                  y + height / 2,
                  width / 2,
                  -height / 2,
                  width / 2,
                  height / 2,
                  -width / 2,
                  height / 2));
    } else {
      String scope = kind.equals("subProcess") ? " scope\"" : "\"";
      html.append(
          "<rect %s%s x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"8\"/>\n"
              .formatted(paint, scope, x, y, width, height));
    }
    boolean inside = kind.endsWith("Task") || kind.equals("callActivity");
    double line = kind.equals("subProcess") ? y + 16 : inside ? y + height / 2 : y + height + 14;
    html.append(
        "<text x=\"%s\" y=\"%s\">%s</text>\n"
            .formatted(x + width / 2, line, HtmlUtils.htmlEscape(elements.name(id))));
  }

  private static String paint(String id, Map<String, String> kinds, Set<String> missing) {
    if (!kinds.containsKey(id)) {
      return "other";
    }
    return missing.contains(id) ? "missed" : "walked";
  }

  private static String viewBox(ModelElements elements) {
    double right = 0;
    double bottom = 0;
    for (Element shape : elements.shapes()) {
      Element bounds = ModelElements.children(shape, "Bounds").getFirst();
      right = Math.max(right, number(bounds, "x") + number(bounds, "width"));
      bottom = Math.max(bottom, number(bounds, "y") + number(bounds, "height"));
    }
    return "0 0 %s %s".formatted(right + 60, bottom + 40);
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
