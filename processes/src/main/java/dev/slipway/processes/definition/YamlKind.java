package dev.slipway.processes.definition;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What a value of a YAML file is. */
enum YamlKind {
  TEXT("a text", false),
  NUMBER("a whole number", true),
  FRACTION("a number with a fraction", true),
  FLAG("true or false", true),
  NOTHING("empty", false),
  LIST("a list", false),
  MAPPING("a mapping", false),
  TAGGED("marked with a tag, which is not allowed", false);

  private final String words;
  private final boolean textInQuotes;

  YamlKind(String words, boolean textInQuotes) {
    this.words = words;
    this.textInQuotes = textInQuotes;
  }

  String inWords() {
    return words;
  }

  /** Whether the same characters would be a text if they stood in quotes. */
  boolean isTextInQuotes() {
    return textInQuotes;
  }

  static YamlKind of(Node node) {
    if (node instanceof ScalarNode) {
      return of(node.getTag());
    } else if (node instanceof MappingNode && node.getTag().equals(Tag.MAP)) {
      return MAPPING;
    }
    return node instanceof SequenceNode && node.getTag().equals(Tag.SEQ) ? LIST : TAGGED;
  }

  private static YamlKind of(Tag tag) {
    if (tag.equals(Tag.STR)) {
      return TEXT;
    } else if (tag.equals(Tag.INT)) {
      return NUMBER;
    } else if (tag.equals(Tag.FLOAT)) {
      return FRACTION;
    } else if (tag.equals(Tag.BOOL)) {
      return FLAG;
    }
    return tag.equals(Tag.NULL) ? NOTHING : TAGGED;
  }
}
