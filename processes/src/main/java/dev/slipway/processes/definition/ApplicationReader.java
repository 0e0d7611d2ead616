package dev.slipway.processes.definition;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the whole of an application file. */
final class ApplicationReader {

  private static final String ENVIRONMENTS = "at least one environment, each under its name";

  private ApplicationReader() {}

  static Optional<Application> read(YamlNode root) {
    return root.section("application", "source", "environments").flatMap(ApplicationReader::read);
  }

  private static Optional<Application> read(Section section) {
    Optional<String> name = section.requireText("application", Names.OWN);
    Optional<Source> source =
        section
            .require("source", "a mapping with the keys git, branch, key")
            .flatMap(SourceReader::read);
    Map<String, Environment> environments =
        section
            .require("environments", ENVIRONMENTS)
            .map(ApplicationReader::environments)
            .orElse(Map.of());
    return name.flatMap(n -> source.map(s -> new Application(n, s, environments)));
  }

  private static Map<String, Environment> environments(YamlNode node) {
    Map<String, Environment> environments = new LinkedHashMap<>();
    Optional<Map<String, YamlNode>> entries = node.entries(ENVIRONMENTS);
    if (entries.isPresent() && entries.get().isEmpty()) {
      node.problem("is empty", ENVIRONMENTS);
    }
    entries
        .orElse(Map.of())
        .forEach(
            (name, value) -> {
              if (value.keyIs(name, Names.OWN)) {
                EnvironmentReader.read(name, value).ifPresent(e -> environments.put(name, e));
              }
            });
    return environments;
  }
}
