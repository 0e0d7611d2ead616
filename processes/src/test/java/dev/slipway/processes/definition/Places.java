package dev.slipway.processes.definition;

import java.util.List;

/** What a test expects of reading a file. */
final class Places {

  private Places() {}

  /** The problems of a file, none if it is right. */
  static List<Problem> problems(String yaml) {
    return Definitions.read(Files.NAME, yaml) instanceof Parsed.Invalid invalid
        ? invalid.problems()
        : List.of();
  }
}
