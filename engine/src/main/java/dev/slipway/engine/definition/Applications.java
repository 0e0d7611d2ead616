package dev.slipway.engine.definition;

import dev.slipway.engine.secret.SecretRefusedException;
import dev.slipway.engine.secret.SecretStore;
import dev.slipway.processes.definition.Definitions;
import dev.slipway.processes.definition.Parsed;
import dev.slipway.processes.definition.Problem;
import dev.slipway.processes.definition.SecretUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The applications as their files say now. Files are read each time they are asked for: they are
 * few and small, and a changed file counts at once for every run that starts from then on.
 */
@Component
public class Applications {

  private static final long LARGEST = 256 * 1024;

  private final Path directory;
  private final SecretStore secrets;

  Applications(ApplicationsProperties properties, SecretStore secrets) {
    this.directory = properties.directory();
    this.secrets = secrets;
  }

  /**
   * What the files say.
   *
   * @param applications those that can be released, by name
   * @param problems what is wrong with the other files
   */
  public record Reading(Map<String, DefinedApplication> applications, List<Problem> problems) {}

  public Optional<DefinedApplication> find(String name) {
    return Optional.ofNullable(read().applications().get(name));
  }

  /** Why there is no application of this name, where the files tell that. */
  public Optional<String> whyMissing(String name) {
    if (files().isEmpty()) {
      return Optional.of("there is no file *.yaml in " + directory.toAbsolutePath().normalize());
    }
    return read().problems().stream()
        .filter(
            problem ->
                problem.file().equals(name + ".yaml") || problem.file().equals(name + ".yml"))
        .findFirst()
        .map(problem -> "its file has problems, of which the first is " + problem);
  }

  /** Reads every file. */
  public Reading read() {
    Map<String, DefinedApplication> found = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (Path file : files()) {
      String name = directory.relativize(file).toString();
      String yaml;
      try {
        yaml = text(file);
      } catch (IOException e) {
        problems.add(unreadable(name, e));
        continue;
      }
      switch (Definitions.read(name, yaml)) {
        case Parsed.Invalid invalid -> problems.addAll(invalid.problems());
        case Parsed.Valid valid -> {
          valid.secrets().forEach(use -> problem(use).ifPresent(problems::add));
          var defined = new DefinedApplication(valid.application(), yaml);
          if (found.putIfAbsent(valid.application().name(), defined) != null) {
            problems.add(twice(name, valid));
          }
        }
      }
    }
    return new Reading(found, problems);
  }

  private Optional<Problem> problem(SecretUse use) {
    try {
      return secrets.find(use.secret().name()).isEmpty()
          ? Optional.of(use.missing())
          : Optional.empty();
    } catch (SecretRefusedException e) {
      return Optional.of(
          new Problem(
              use.file(),
              use.line(),
              use.column(),
              use.field(),
              String.valueOf(e.getMessage()),
              "the name of a secret that the server alone can read"));
    }
  }

  private static Problem unreadable(String file, IOException why) {
    return new Problem(
        file,
        1,
        1,
        "",
        "the file cannot be read (" + why.getClass().getSimpleName() + ")",
        "a file that the server's user may read");
  }

  private static Problem twice(String file, Parsed.Valid valid) {
    return new Problem(
        file,
        1,
        1,
        "application",
        "another file defines " + valid.application().name() + " already",
        "one file for each application");
  }

  private List<Path> files() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      // One byte more than is allowed, so that the reader can say that the file is too large.
      return new String(in.readNBytes((int) LARGEST + 1), StandardCharsets.UTF_8);
    }
  }
}
