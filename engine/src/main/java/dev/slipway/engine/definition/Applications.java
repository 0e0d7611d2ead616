package dev.slipway.engine.definition;

import dev.slipway.engine.secret.SecretStore;
import dev.slipway.processes.definition.Definitions;
import dev.slipway.processes.definition.Parsed;
import dev.slipway.processes.definition.Problem;
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

  /** Reads every file. */
  public Reading read() {
    Map<String, DefinedApplication> found = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (Path file : files()) {
      String name = directory.relativize(file).toString();
      String yaml = text(file);
      switch (Definitions.read(name, yaml)) {
        case Parsed.Invalid invalid -> problems.addAll(invalid.problems());
        case Parsed.Valid valid -> {
          problems.addAll(missingSecrets(valid));
          var defined = new DefinedApplication(valid.application(), yaml);
          if (found.putIfAbsent(valid.application().name(), defined) != null) {
            problems.add(twice(name, valid));
          }
        }
      }
    }
    return new Reading(found, problems);
  }

  private List<Problem> missingSecrets(Parsed.Valid valid) {
    return valid.secrets().stream()
        .filter(use -> secrets.find(use.secret().name()).isEmpty())
        .map(use -> use.missing())
        .toList();
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

  private static String text(Path file) {
    try (var in = Files.newInputStream(file)) {
      // One byte more than is allowed, so that the reader can say that the file is too large.
      return new String(in.readNBytes((int) LARGEST + 1), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
