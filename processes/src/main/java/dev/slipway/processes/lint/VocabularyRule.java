package dev.slipway.processes.lint;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A model uses only the elements and attributes that Slipway gives a meaning. The engine reads many
 * more, by local name and from more than one namespace, and some of them run code.
 */
final class VocabularyRule implements Rule {

  private static final Set<String> EVERYWHERE = Set.of("id", "name");
  private static final Set<String> PLAIN = Set.of();
  private static final String XSI_TYPE = "{" + Namespace.XSI_URI + "}type";
  private static final String XSI_LOCATION = "{" + Namespace.XSI_URI + "}schemaLocation";

  private static final Map<String, Set<String>> ATTRIBUTES =
      Map.ofEntries(
          Map.entry(
              "definitions",
              Set.of("targetNamespace", "exporter", "exporterVersion", XSI_LOCATION)),
          Map.entry("process", Set.of("isExecutable")),
          Map.entry("documentation", PLAIN),
          Map.entry("incoming", PLAIN),
          Map.entry("outgoing", PLAIN),
          Map.entry("extensionElements", PLAIN),
          Map.entry("error", Set.of("errorCode")),
          Map.entry("startEvent", Set.of("isInterrupting")),
          Map.entry("endEvent", PLAIN),
          Map.entry("intermediateThrowEvent", PLAIN),
          Map.entry("intermediateCatchEvent", PLAIN),
          Map.entry("boundaryEvent", Set.of("attachedToRef", "cancelActivity")),
          Map.entry("errorEventDefinition", Set.of("errorRef")),
          Map.entry("compensateEventDefinition", Set.of("activityRef", "waitForCompletion")),
          Map.entry("timerEventDefinition", PLAIN),
          Map.entry("timeDuration", Set.of(XSI_TYPE)),
          Map.entry(
              "serviceTask",
              Set.of(
                  "isForCompensation",
                  "flowable:type",
                  "flowable:topic",
                  "flowable:exclusive",
                  "flowable:doNotIncludeVariables")),
          Map.entry("userTask", Set.of("flowable:candidateGroups")),
          Map.entry("receiveTask", PLAIN),
          Map.entry(
              "callActivity",
              Set.of(
                  "calledElement",
                  "flowable:sameDeployment",
                  "flowable:inheritBusinessKey",
                  "flowable:inheritVariables")),
          Map.entry("subProcess", Set.of("triggeredByEvent")),
          Map.entry("exclusiveGateway", Set.of("default")),
          Map.entry("parallelGateway", PLAIN),
          Map.entry("inclusiveGateway", Set.of("default")),
          Map.entry("multiInstanceLoopCharacteristics", Set.of("isSequential")),
          Map.entry("loopCardinality", Set.of(XSI_TYPE)),
          Map.entry("sequenceFlow", Set.of("sourceRef", "targetRef")),
          Map.entry("conditionExpression", Set.of(XSI_TYPE)),
          Map.entry("association", Set.of("sourceRef", "targetRef", "associationDirection")),
          Map.entry("textAnnotation", PLAIN),
          Map.entry("text", PLAIN));

  private static final Set<String> CODE =
      Set.of("scriptTask", "sendTask", "businessRuleTask", "script");

  @Override
  public String name() {
    return "vocabulary";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model
        .elements()
        .flatMap(
            part ->
                Stream.concat(
                    refusal(part).map(why -> element(model, part, why)).stream(),
                    attributes(model, part)));
  }

  private Finding element(ModelDocument model, Element part, String why) {
    return model.finding(
        this, part, "<" + part.name() + "> is not part of a model: " + why, "Remove it.");
  }

  private static Optional<String> refusal(Element part) {
    boolean known =
        switch (part.namespace()) {
          case BPMN -> ATTRIBUTES.containsKey(part.name());
          case DIAGRAM -> inDiagram(part);
          case FLOWABLE -> isVariableHandedOver(part);
          case FOREIGN -> false;
        };
    return known ? Optional.empty() : Optional.of(why(part));
  }

  private static String why(Element part) {
    if (CODE.contains(part.name()) || part.name().endsWith("Listener")) {
      return "the server runs no code of a model.";
    }
    return switch (part.name()) {
      case "transaction", "cancelEventDefinition" ->
          "the engine fails to cancel a transaction in which no step has completed yet.";
      case "messageEventDefinition", "signalEventDefinition", "eventBasedGateway" ->
          "nothing sends messages or signals to a run.";
      default -> "Slipway gives it no meaning.";
    };
  }

  /** The engine reads elements by their local name, so the drawing may hold only the drawing. */
  private static boolean inDiagram(Element part) {
    return switch (part.name()) {
      case "BPMNDiagram" -> part.parent().filter(up -> up.is("definitions")).isPresent();
      case "BPMNPlane", "BPMNShape", "BPMNEdge", "BPMNLabel", "Bounds", "waypoint" ->
          part.parent().filter(up -> up.namespace() == Namespace.DIAGRAM).isPresent();
      default -> false;
    };
  }

  private static boolean isVariableHandedOver(Element part) {
    return part.name().equals("in")
        && part.attributes().keySet().equals(Set.of("source", "target"))
        && part.parent()
            .filter(up -> up.is("extensionElements"))
            .flatMap(Element::parent)
            .filter(up -> up.is("callActivity"))
            .isPresent();
  }

  private Stream<Finding> attributes(ModelDocument model, Element part) {
    Set<String> known = ATTRIBUTES.getOrDefault(part.name(), PLAIN);
    if (part.namespace() != Namespace.BPMN || !ATTRIBUTES.containsKey(part.name())) {
      return Stream.of();
    }
    return part.attributes().keySet().stream()
        .filter(attribute -> !known.contains(attribute) && !EVERYWHERE.contains(attribute))
        .map(
            attribute ->
                model.finding(
                    this,
                    part,
                    "The attribute "
                        + attribute
                        + " is not part of a model: Slipway gives it no meaning, or it runs code.",
                    "Remove it."));
  }
}
