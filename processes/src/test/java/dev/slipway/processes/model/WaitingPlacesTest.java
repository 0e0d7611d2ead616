package dev.slipway.processes.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.processes.definition.Definitions;
import dev.slipway.processes.definition.Environment;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * Walks the shipped models without the lint: every place where a run can stand still is one that
 * ends by itself, or there is no such place at all.
 */
class WaitingPlacesTest {

  private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
  private static final String FLOWABLE = "http://flowable.org/bpmn";

  /** A run passes these at once, or they end with what is inside them or is called by them. */
  private static final Set<String> PASSED =
      Set.of(
          "startEvent",
          "endEvent",
          "sequenceFlow",
          "exclusiveGateway",
          "intermediateThrowEvent",
          "boundaryEvent",
          "subProcess",
          "callActivity");

  private static final Set<String> NO_NODES =
      Set.of(
          "documentation",
          "extensionElements",
          "association",
          "textAnnotation",
          "incoming",
          "outgoing");

  private static final String SHORT_FILE =
      """
      application: harbour
      source: { git: /srv/git/harbour.git, branch: main }
      environments:
        production:
          url: http://harbour.example.org
          platform:
            host:
              ssh: deploy@harbour.example.org
              key: secret:harbour-ssh
              host-key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPEvVQY2ZpL6Gv2m6SfDUJ1y6M8o0Cw7RjP1gGzTgVz
              root: /srv/harbour
              unit: harbour
          router: { haproxy: { socket: /run/haproxy/admin.sock, backend: harbour } }
          health: { path: /health }
      """;

  @ParameterizedTest
  @MethodSource("dev.slipway.processes.model.ShippedModels#all")
  void allHaveADeadline(Model model) throws Exception {
    // given
    Document document = parsed(model.xml());
    Environment environment =
        Definitions.require("harbour", SHORT_FILE).environment("production").orElseThrow();

    // when
    List<String> places = new ArrayList<>();
    elements(document, "process").forEach(process -> walk(process, environment, places));

    // then
    assertThat(places).isNotEmpty().allSatisfy(place -> assertThat(place).endsWith("ends"));
  }

  private static void walk(Element scope, Environment environment, List<String> places) {
    children(scope)
        .forEach(
            node -> {
              String kind = node.getLocalName();
              String name = kind + " " + node.getAttribute("id") + " ";
              if (kind.equals("serviceTask")) {
                places.add(name + (stepEnds(node, environment) ? "ends" : "may take for ever"));
              } else if (kind.equals("userTask")) {
                places.add(name + (hasTimer(scope, node) ? "ends" : "may wait for ever"));
              } else if (!PASSED.contains(kind) && !NO_NODES.contains(kind)) {
                places.add(name + "is not known: does a run wait there?");
              }
              if (kind.equals("subProcess")) {
                walk(node, environment, places);
              }
            });
  }

  private static boolean stepEnds(Element task, Environment environment) {
    if (!task.getAttributeNS(FLOWABLE, "type").equals("external-worker")) {
      return false;
    }
    return StepCatalogue.shipped()
        .find(new Topic(task.getAttributeNS(FLOWABLE, "topic")))
        .map(type -> type.budget(() -> environment))
        .filter(budget -> budget.isPositive() && budget.compareTo(Duration.ofDays(2)) <= 0)
        .isPresent();
  }

  private static boolean hasTimer(Element scope, Element task) {
    return children(scope).stream()
        .filter(node -> node.getLocalName().equals("boundaryEvent"))
        .filter(event -> event.getAttribute("attachedToRef").equals(task.getAttribute("id")))
        .filter(event -> !event.getAttribute("cancelActivity").equals("false"))
        .flatMap(event -> elements(event, "timeDuration").stream())
        .anyMatch(duration -> !duration.getTextContent().isBlank());
  }

  private static List<Element> children(Element parent) {
    return list(parent.getChildNodes()).stream()
        .filter(node -> BPMN.equals(node.getNamespaceURI()))
        .toList();
  }

  private static List<Element> elements(Document document, String name) {
    return list(document.getElementsByTagNameNS(BPMN, name));
  }

  private static List<Element> elements(Element parent, String name) {
    return list(parent.getElementsByTagNameNS(BPMN, name));
  }

  private static List<Element> list(NodeList nodes) {
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .toList();
  }

  private static Document parsed(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
  }
}
