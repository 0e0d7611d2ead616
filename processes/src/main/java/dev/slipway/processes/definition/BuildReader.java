package dev.slipway.processes.definition;

import java.util.Optional;

/** Reads one entry of {@code build}. */
final class BuildReader {

  static final String ALLOWED =
      "a list; each entry a shell command, or a mapping with the keys run, in, produces";

  private BuildReader() {}

  static Optional<BuildCommand> read(YamlNode node) {
    if (node.isText()) {
      return node.text(Names.COMMAND).map(run -> new BuildCommand(run, ".", Optional.empty()));
    }
    return node.section("run", "in", "produces").flatMap(BuildReader::read);
  }

  private static Optional<BuildCommand> read(Section section) {
    Optional<String> run = section.requireText("run", Names.COMMAND);
    String in = section.text("in", Paths.DIRECTORY).orElse(".");
    Optional<String> produces = section.text("produces", Paths.RELATIVE);
    return run.map(command -> new BuildCommand(command, in, produces));
  }
}
