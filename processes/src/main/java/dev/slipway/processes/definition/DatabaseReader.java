package dev.slipway.processes.definition;

import java.util.Optional;

/** Reads {@code database}. */
final class DatabaseReader {

  private DatabaseReader() {}

  static Optional<Migration> read(YamlNode node) {
    return node.section("migrate", "undo-migrations").flatMap(DatabaseReader::read);
  }

  private static Optional<Migration> read(Section section) {
    Optional<String> migrate = section.requireText("migrate", Names.COMMAND);
    Migration.Undo undo = section.text("undo-migrations", Names.UNDO).orElse(Migration.Undo.KEEP);
    return migrate.map(run -> new Migration(run, undo));
  }
}
