package dev.slipway.processes.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One XML element of a model, with the line on which it starts. */
final class Element {

  private final Namespace namespace;
  private final String name;
  private final Map<String, String> attributes;
  private final int line;
  private final @Nullable Element parent;
  private final List<Element> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  /**
   * @param attributes by local name; those of the engine's namespace as {@code flowable:topic},
   *     those of any other as <code>{namespace}name</code>
   */
  Element(
      Namespace namespace,
      String name,
      Map<String, String> attributes,
      int line,
      @Nullable Element parent) {
    this.namespace = namespace;
    this.name = name;
    this.attributes = attributes;
    this.line = line;
    this.parent = parent;
  }

  void add(Element child) {
    children.add(child);
  }

  void append(String characters) {
    text.append(characters);
  }

  Namespace namespace() {
    return namespace;
  }

  String name() {
    return name;
  }

  Map<String, String> attributes() {
    return attributes;
  }

  int line() {
    return line;
  }

  Optional<Element> parent() {
    return Optional.ofNullable(parent);
  }

  Element root() {
    return parent == null ? this : parent.root();
  }

  String text() {
    return text.toString().strip();
  }

  /** The element's id, or nothing at all ({@code ""}), which no reference can name. */
  String id() {
    return attribute("id").orElse("");
  }

  /** What to call the element in a finding. */
  String label() {
    return id().isEmpty() ? "<" + name + ">" : id();
  }

  Optional<String> attribute(String attribute) {
    return Optional.ofNullable(attributes.get(attribute));
  }

  boolean has(String attribute, String value) {
    return value.equals(attributes.get(attribute));
  }

  /** Whether this is a BPMN element of one of these names. */
  boolean is(String... names) {
    return namespace == Namespace.BPMN && Set.of(names).contains(name);
  }

  List<Element> children() {
    return children;
  }

  /** The BPMN elements of these names directly below. */
  Stream<Element> children(String... names) {
    return children.stream().filter(child -> child.is(names));
  }

  boolean contains(String... names) {
    return children(names).findAny().isPresent();
  }

  /** This element and everything below it, in document order. */
  Stream<Element> tree() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(Element::tree));
  }
}
