package dev.slipway.processes.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One mapping of which all keys are known. */
final class Section {

  private final YamlNode self;
  private final Map<String, YamlNode> entries;
  private final int problemsBefore;

  private Section(YamlNode self, Map<String, YamlNode> entries) {
    this.self = self;
    this.entries = entries;
    this.problemsBefore = self.findings().count();
  }

  static Section of(YamlNode self, Map<String, YamlNode> entries, List<String> known) {
    String allowed = "the keys " + String.join(", ", known);
    entries.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            value.keyProblem("is not a key that is known here" + Nearest.hint(key, known), allowed);
          }
        });
    return new Section(self, entries);
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
      self.missing(key, allowed);
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

  /** Reports that a key is missing from this section. */
  void missing(String key, String allowed) {
    self.missing(key, allowed);
  }
}
