package dev.slipway.processes.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One value of an application file, with where it stands and what it is called. */
final class YamlNode {

  private static final int MOST_ENTRIES = 100;

  private final Node node;
  private final Position keyPosition;
  private final String path;
  private final Findings findings;

  private YamlNode(Node node, Position keyPosition, String path, Findings findings) {
    this.node = node;
    this.keyPosition = keyPosition;
    this.path = path;
    this.findings = findings;
  }

  static YamlNode root(Node node, Findings findings) {
    return new YamlNode(node, Position.of(node.getStartMark()), "", findings);
  }

  Findings findings() {
    return findings;
  }

  Position position() {
    return Position.of(node.getStartMark());
  }

  /** Reports a problem of the value. */
  void problem(String message, String allowed) {
    findings.problem(position(), path, message, allowed);
  }

  /** Reports a problem of the key in front of the value. */
  void keyProblem(String message, String allowed) {
    findings.problem(keyPosition, path, message, allowed);
  }

  /** Reports that a key is missing below this value. */
  void missing(String key, String allowed) {
    findings.problem(position(), below(key), "is missing", allowed);
  }

  boolean isText() {
    return kind() == YamlKind.TEXT;
  }

  /** The text, as this format reads it. */
  <T> Optional<T> text(Format<T> format) {
    if (kind() != YamlKind.TEXT || !(node instanceof ScalarNode scalar)) {
      problem(
          "is "
              + kind().inWords()
              + ", not a text"
              + (kind().isTextInQuotes() ? "; put it in quotes" : ""),
          format.allowed());
      return Optional.empty();
    }
    try {
      return Optional.of(format.read(scalar.getValue()));
    } catch (IllegalArgumentException e) {
      problem(String.valueOf(e.getMessage()), format.allowed());
      return Optional.empty();
    }
  }

  /** Checks the key in front of the value, where people choose it themselves. */
  boolean keyIs(String key, Format<String> format) {
    try {
      format.read(key);
      return true;
    } catch (IllegalArgumentException e) {
      keyProblem(String.valueOf(e.getMessage()), format.allowed());
      return false;
    }
  }

  Optional<Integer> number(int least, int most) {
    String allowed =
        most - least == 1 ? least + " or " + most : "a whole number from " + least + " to " + most;
    if (kind() != YamlKind.NUMBER || !(node instanceof ScalarNode scalar)) {
      problem("is " + kind().inWords() + ", not a whole number", allowed);
      return Optional.empty();
    }
    // Nine digits hold every bound used here and always fit.
    String digits = scalar.getValue();
    int value = digits.matches("-?[0-9]{1,9}") ? Integer.parseInt(digits) : Integer.MAX_VALUE;
    if (value < least || value > most) {
      problem("is out of range", allowed);
      return Optional.empty();
    }
    return Optional.of(value);
  }

  Optional<Boolean> flag() {
    if (kind() != YamlKind.FLAG || !(node instanceof ScalarNode scalar)) {
      problem("is " + kind().inWords() + ", not true or false", "true or false");
      return Optional.empty();
    }
    return Optional.of(Boolean.parseBoolean(scalar.getValue()));
  }

  List<YamlNode> items(String allowed) {
    if (kind() != YamlKind.LIST || !(node instanceof SequenceNode sequence)) {
      problem("is " + kind().inWords() + ", not a list", allowed);
      return List.of();
    }
    List<Node> nodes = sequence.getValue();
    if (nodes.size() > MOST_ENTRIES) {
      problem("has " + nodes.size() + " entries", "at most " + MOST_ENTRIES + " entries");
      return List.of();
    }
    List<YamlNode> items = new ArrayList<>();
    for (Node item : nodes) {
      items.add(
          new YamlNode(
              item, Position.of(item.getStartMark()), path + "[" + items.size() + "]", findings));
    }
    return items;
  }

  /** The entries of a mapping by their keys, in order; nothing when it is not a mapping. */
  Optional<Map<String, YamlNode>> entries(String allowed) {
    if (kind() != YamlKind.MAPPING || !(node instanceof MappingNode mapping)) {
      problem("is " + kind().inWords() + ", not a mapping", allowed);
      return Optional.empty();
    }
    if (mapping.getValue().size() > MOST_ENTRIES) {
      problem(
          "has " + mapping.getValue().size() + " entries", "at most " + MOST_ENTRIES + " entries");
      return Optional.empty();
    }
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Node keyNode = tuple.getKeyNode();
      if (YamlKind.of(keyNode) != YamlKind.TEXT || !(keyNode instanceof ScalarNode key)) {
        findings.problem(
            Position.of(keyNode.getStartMark()),
            path,
            "has a key that is " + YamlKind.of(keyNode).inWords() + ", not a text",
            allowed);
        continue;
      }
      Position at = Position.of(key.getStartMark());
      String field = below(CodePoints.shown(key.getValue()));
      YamlNode entry = new YamlNode(tuple.getValueNode(), at, field, findings);
      if (entries.putIfAbsent(key.getValue(), entry) != null) {
        entry.keyProblem("stands here a second time", "each key once");
      }
    }
    return Optional.of(entries);
  }

  /** A mapping of which all keys are known. */
  Optional<Section> section(String... keys) {
    List<String> known = List.of(keys);
    return entries("a mapping with the keys " + String.join(", ", known))
        .map(entries -> Section.of(this, entries, known));
  }

  /** A secret, named and not written out; what is written is never repeated. */
  Optional<SecretReference> secret() {
    Optional<SecretReference> secret = text(Names.SECRET);
    secret.ifPresent(s -> findings.secret(s, position(), path));
    return secret;
  }

  private String below(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private YamlKind kind() {
    return YamlKind.of(node);
  }
}
