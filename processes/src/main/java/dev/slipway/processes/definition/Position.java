package dev.slipway.processes.definition;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** A place in a text, both counted from 1. */
record Position(int line, int column) {

  static final Position START = new Position(1, 1);

  static Position of(Optional<Mark> mark) {
    return mark.map(m -> new Position(m.getLine() + 1, m.getColumn() + 1)).orElse(START);
  }

  /** The place of the code point with this index, counted from 0. */
  static Position of(String text, int index) {
    int line = 1;
    int column = 1;
    int[] before = text.codePoints().limit(index).toArray();
    for (int codePoint : before) {
      if (codePoint == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return new Position(line, column);
  }
}
