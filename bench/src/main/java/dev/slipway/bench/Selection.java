package dev.slipway.bench;

import java.util.Iterator;
import java.util.List;

/** Which measurements to make. */
enum Selection {
  HANDOFF,
  COMMANDS,
  /** Only when it is asked for by name: it takes as long as one likes. */
  CHAOS,
  ALL;

  boolean includes(Selection measurement) {
    return this == measurement || (this == ALL && measurement != CHAOS);
  }

  /** The names as they are typed, for the help. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("handoff", "commands", "chaos", "all").iterator();
    }
  }
}
