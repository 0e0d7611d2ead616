package dev.slipway.engine.flow;

import dev.slipway.processes.model.Model;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What there is to walk in a model. */
final class ModelElements {

  private static final Set<String> WALKED_KINDS =
      Set.of(
          "startEvent",
          "endEvent",
          "serviceTask",
          "userTask",
          "callActivity",
          "exclusiveGateway",
          "boundaryEvent",
          "intermediateThrowEvent",
          "subProcess",
          "sequenceFlow");

  private final Document document;

  ModelElements(Model model) {
    try {
      var factory = DocumentBuilderFactory.newNSInstance();
      document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(model.xml())));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The kind of every node and sequence flow, by its id. */
  Map<String, String> kinds() {
    return elements("*").stream()
        .filter(element -> WALKED_KINDS.contains(element.getLocalName()))
        .collect(Collectors.toMap(element -> element.getAttribute("id"), Element::getLocalName));
  }

  String name(String id) {
    return elements("*").stream()
        .filter(element -> element.getAttribute("id").equals(id))
        .map(element -> element.getAttribute("name"))
        .findFirst()
        .orElse("");
  }

  /**
   * What was walked, with what the engine's history does not tell of itself: that a compensation
   * was thrown to a handler, and that something in a sub-process was.
   */
  Set<String> withImplied(Set<String> passed) {
    Set<String> walked = new HashSet<>(passed);
    for (Element association : elements("association")) {
      if (passed.contains(association.getAttribute("targetRef"))) {
        walked.add(association.getAttribute("sourceRef"));
      }
    }
    for (Element scope : elements("subProcess")) {
      if (children(scope, "*").stream().anyMatch(in -> passed.contains(in.getAttribute("id")))) {
        walked.add(scope.getAttribute("id"));
      }
    }
    return walked;
  }

  /** The ids of what was not walked. */
  Set<String> missing(Set<String> passed) {
    Set<String> missing = new TreeSet<>(kinds().keySet());
    missing.removeAll(withImplied(passed));
    return missing;
  }

  List<Element> shapes() {
    return elements("BPMNShape");
  }

  List<Element> edges() {
    return elements("BPMNEdge");
  }

  static List<Element> children(Element parent, String name) {
    return list(parent.getElementsByTagNameNS("*", name));
  }

  private List<Element> elements(String name) {
    return list(document.getElementsByTagNameNS("*", name));
  }

  private static List<Element> list(NodeList nodes) {
    List<Element> all = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      all.add((Element) nodes.item(i));
    }
    return all;
  }
}
