package dev.slipway.bench;

import java.util.Iterator;
import java.util.List;

/** Which measurements to make. */
enum Selection {
  HANDOFF,
  COMMANDS,
  ALL;

  boolean includes(Selection measurement) {
    return this == ALL || this == measurement;
  }

  /** The names as they are typed, for the help. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("handoff", "commands", "all").iterator();
    }
  }
}
