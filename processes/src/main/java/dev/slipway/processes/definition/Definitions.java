package dev.slipway.processes.definition;

import java.util.List;
import java.util.Optional;

/**
 * Reads application files: YAML 1.2, one document, one application, at most 256 KiB. Reading is
 * strict and never throws for what a file holds; everything that is wrong is found at once, except
 * behind broken YAML.
 *
 * <p>The shape is published as a JSON Schema for editors, {@value #SCHEMA} beside this class.
 */
public final class Definitions {

  /** The name of the JSON Schema (draft 2020-12) among this package's resources. */
  public static final String SCHEMA = "application.schema.json";

  private Definitions() {}

  /**
   * Reads one application file.
   *
   * @param fileName stands in every problem; shown as it is
   * @param yaml the text of the file
   */
  public static Parsed read(String fileName, String yaml) {
    Findings findings = new Findings(fileName);
    Optional<Application> application =
        new YamlDocument(findings).read(yaml).flatMap(ApplicationReader::read);
    List<Problem> problems = findings.problems();
    if (application.isPresent() && problems.isEmpty()) {
      return new Parsed.Valid(application.get(), findings.secrets());
    }
    return new Parsed.Invalid(problems);
  }

  /**
   * Reads one application file that is expected to be right.
   *
   * @throws DefinitionException if it is not, with every problem
   */
  public static Application require(String fileName, String yaml) {
    return switch (read(fileName, yaml)) {
      case Parsed.Valid valid -> valid.application();
      case Parsed.Invalid invalid -> throw new DefinitionException(invalid.problems());
    };
  }
}
