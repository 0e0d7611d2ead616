package dev.slipway.processes.definition;

import java.util.ArrayList;
import java.util.List;

/**
 * A file with one thing wrong, and what has to be said about it.
 *
 * @param yaml the file
 * @param line where the problem is
 * @param column where the problem is
 * @param field the field the problem names
 * @param message a part of the message
 * @param allowed a part of what is allowed
 * @param inSchema whether the JSON Schema refuses it too
 */
record WrongFile(
    String name,
    String yaml,
    int line,
    int column,
    String field,
    String message,
    String allowed,
    boolean inSchema) {

  private static final String MARK = "▸";

  /** The full file with a piece replaced; a mark in the replacement stands where the problem is. */
  static WrongFile of(
      String piece, String marked, String field, String message, String allowed, boolean inSchema) {
    String yaml = Files.with(Files.FULL, piece, marked);
    int mark = yaml.indexOf(MARK);
    String before = yaml.substring(0, mark);
    return new WrongFile(
        marked.strip().lines().findFirst().orElse("") + " → " + message,
        yaml.replace(MARK, ""),
        (int) before.chars().filter(c -> c == '\n').count() + 1,
        mark - before.lastIndexOf('\n'),
        field,
        message,
        allowed,
        inSchema);
  }

  @Override
  public String toString() {
    return CodePoints.shown(name);
  }

  /** Collects wrong files below one section of the full file. */
  static final class Table {

    private final List<WrongFile> files = new ArrayList<>();

    /** Refused by the parser and by the schema. */
    Table both(String piece, String marked, String field, String message, String allowed) {
      files.add(of(piece, marked, field, message, allowed, true));
      return this;
    }

    /** Refused by the parser alone, because a schema cannot say it. */
    Table parser(String piece, String marked, String field, String message, String allowed) {
      files.add(of(piece, marked, field, message, allowed, false));
      return this;
    }

    List<WrongFile> files() {
      return List.copyOf(files);
    }
  }
}
