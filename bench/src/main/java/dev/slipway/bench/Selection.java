package dev.slipway.bench;

import java.util.Iterator;
import java.util.List;

/** Which measurements to make. */
enum Selection {
  HANDOFF,
  COMMANDS,
  /** This and the next only when asked for by name: they take as long as one likes. */
  CHAOS,
  RECOVERY,
  ALL;

  boolean includes(Selection measurement) {
    return this == measurement || (this == ALL && measurement != CHAOS && measurement != RECOVERY);
  }

  /** The names as they are typed, for the help. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("handoff", "commands", "chaos", "recovery", "all").iterator();
    }
  }
}
