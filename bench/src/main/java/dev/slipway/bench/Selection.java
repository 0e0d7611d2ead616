package dev.slipway.bench;

import dev.slipway.bench.commands.Commands;
import dev.slipway.bench.handoff.Handoff;
import java.util.Iterator;
import java.util.List;

/** Which measurements to make. */
enum Selection {
  HANDOFF(List.of(Handoff.NAME)),
  COMMANDS(List.of(Commands.NAME)),
  ALL(List.of(Handoff.NAME, Commands.NAME));

  private final List<String> measurements;

  Selection(List<String> measurements) {
    this.measurements = measurements;
  }

  boolean includes(String measurement) {
    return measurements.contains(measurement);
  }

  /** The names as they are typed, for the help. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("handoff", "commands", "all").iterator();
    }
  }
}
