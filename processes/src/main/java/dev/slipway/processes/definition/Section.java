package dev.slipway.processes.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One mapping of which all keys are known. */
final class Section {

  private final YamlNode self;
  private final Map<String, YamlNode> entries;
  private final Set<String> misspelt;
  private final int problemsBefore;

  private Section(YamlNode self, Map<String, YamlNode> entries, Set<String> misspelt) {
    this.self = self;
    this.entries = entries;
    this.misspelt = misspelt;
    this.problemsBefore = self.findings().count();
  }

  static Section of(YamlNode self, Map<String, YamlNode> entries, List<String> known) {
    Set<String> misspelt = new HashSet<>();
    entries.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            Optional<String> meant = Nearest.to(key, known);
            meant.ifPresent(misspelt::add);
            value.keyProblem(
                "is not a key that is known here"
                    + meant.map(word -> "; did you mean " + word + "?").orElse(""),
                "the keys " + String.join(", ", known));
          }
        });
    return new Section(self, entries, misspelt);
  }

  /** Whether no value of this section read so far was wrong, so that they can be compared. */
  boolean isRight() {
    return self.findings().count() == problemsBefore;
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  Optional<YamlNode> get(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  Optional<YamlNode> require(String key, String allowed) {
    Optional<YamlNode> value = get(key);
    if (value.isEmpty()) {
      missing(key, allowed);
    }
    return value;
  }

  <T> Optional<T> text(String key, Format<T> format) {
    return get(key).flatMap(value -> value.text(format));
  }

  <T> Optional<T> requireText(String key, Format<T> format) {
    return require(key, format.allowed()).flatMap(value -> value.text(format));
  }

  Duration duration(String key, Format<Duration> format, Duration otherwise) {
    return text(key, format).orElse(otherwise);
  }

  int number(String key, int least, int most, int otherwise) {
    return get(key).flatMap(value -> value.number(least, most)).orElse(otherwise);
  }

  boolean flag(String key, boolean otherwise) {
    return get(key).flatMap(YamlNode::flag).orElse(otherwise);
  }

  /** Each item of a list, read by itself; items that are wrong are left out. */
  <T> List<T> list(String key, String allowed, Function<YamlNode, Optional<T>> read) {
    List<T> values = new ArrayList<>();
    get(key).map(value -> value.items(allowed)).orElse(List.of()).stream()
        .map(read)
        .forEach(item -> item.ifPresent(values::add));
    return values;
  }

  /** Reports a problem of a value that is there, or of the section when it is not. */
  void problem(String key, String message, String allowed) {
    get(key).orElse(self).problem(message, allowed);
  }

  /** Reports that a key is missing from this section, unless its misspelling was reported. */
  void missing(String key, String allowed) {
    if (!misspelt.contains(key)) {
      self.missing(key, allowed);
    }
  }
}
