package dev.slipway.processes.definition;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Makes one YAML document of a text, within bounds that no honest application file meets. */
final class YamlDocument {

  private static final int MOST_BYTES = 256 * 1024;
  private static final int DEEPEST = 16;
  private static final int MOST_ALIASES = 50;
  private static final int LONGEST_MESSAGE = 200;
  private static final String YAML = "YAML 1.2";

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setLabel("application file")
          .setAllowDuplicateKeys(true) // they are reported with their field by YamlNode
          .setMaxAliasesForCollections(MOST_ALIASES)
          .setCodePointLimit(MOST_BYTES)
          .build();

  private final Findings findings;

  YamlDocument(Findings findings) {
    this.findings = findings;
  }

  /** The root of the document, or nothing when a problem was found. */
  Optional<YamlNode> read(String yaml) {
    if (yaml.length() > MOST_BYTES || yaml.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      return refuse(Position.START, "the file is too large", "256 KiB at most");
    }
    int[] codePoints = yaml.codePoints().toArray();
    for (int i = 0; i < codePoints.length; i++) {
      // Half a character at the end of the reader's buffer makes it read beyond the text.
      if (Character.getType(codePoints[i]) == Character.SURROGATE) {
        return refuseCharacter(yaml, i, codePoints[i]);
      }
    }
    try {
      return isWithinBounds(yaml) ? compose(yaml) : Optional.empty();
    } catch (MarkedYamlEngineException e) {
      return refuse(
          Position.of(e.getProblemMark().or(e::getContextMark)),
          "this is not YAML: " + CodePoints.shown(String.valueOf(e.getProblem()), LONGEST_MESSAGE),
          YAML);
    } catch (ReaderException e) {
      return refuseCharacter(yaml, e.getPosition(), e.getCodePoint());
    } catch (YamlEngineException e) {
      return refuse(
          Position.START,
          "this is not YAML: " + CodePoints.shown(String.valueOf(e.getMessage()), LONGEST_MESSAGE),
          YAML);
    }
  }

  private Optional<YamlNode> compose(String yaml) {
    return new Compose(SETTINGS)
        .composeString(yaml)
        .map(node -> YamlNode.root(node, findings))
        .or(() -> refuse(Position.START, "the file is empty", "the definition of one application"));
  }

  // Composing recurses, so depth has to be known before; events come one at a time.
  private boolean isWithinBounds(String yaml) {
    int depth = 0;
    int documents = 0;
    int aliases = 0;
    for (Event event : new Parse(SETTINGS).parseString(yaml)) {
      Position at = Position.of(event.getStartMark());
      switch (event.getEventId()) {
        case DocumentStart -> documents++;
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        case Alias -> aliases++;
        default -> {}
      }
      if (documents > 1) {
        refuse(at, "a second document begins here", "one application in each file");
        return false;
      }
      if (depth > DEEPEST) {
        refuse(at, "this is nested too deeply", "at most " + DEEPEST + " levels");
        return false;
      }
      if (aliases > MOST_ALIASES) {
        refuse(at, "there are too many aliases", "at most " + MOST_ALIASES);
        return false;
      }
    }
    return true;
  }

  private Optional<YamlNode> refuseCharacter(String yaml, int index, int codePoint) {
    return refuse(
        Position.of(yaml, index),
        "the character " + CodePoints.name(codePoint) + " cannot stand in a file",
        "the printable characters of " + YAML);
  }

  private Optional<YamlNode> refuse(Position at, String message, String allowed) {
    findings.problem(at, "", message, allowed);
    return Optional.empty();
  }
}
