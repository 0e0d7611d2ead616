package dev.slipway.e2e.chaos;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One thing that happened at a target, as the target wrote it down. */
sealed interface Entry {

  /** When, in milliseconds of the Unix epoch. */
  long at();

  /** A build command ran for a release. */
  record Built(long at, String release) implements Entry {}

  /** A migration ran for a release. */
  record Migrated(long at, String release) implements Entry {}

  /** A process of a release began to listen as one of the colours. */
  record Started(long at, String pid, String release, String colour) implements Entry {}

  /** That process was told to end. */
  record Stopped(long at, String pid, String release, String colour) implements Entry {}

  /** The front gives new requests to these colours, and to no other. */
  record Routed(long at, Set<String> ready) implements Entry {}

  /** Reads a line such as {@code 1700000000000 started 4711 r12-0123456789 blue}. */
  static Entry read(String line) {
    List<String> words = List.of(line.split(" ", -1));
    long at = Long.parseLong(words.get(0));
    return switch (words.get(1)) {
      case "built" -> new Built(at, words.get(2));
      case "migrated" -> new Migrated(at, words.get(2));
      case "started" -> new Started(at, words.get(2), words.get(3), words.get(4));
      case "stopped" -> new Stopped(at, words.get(2), words.get(3), words.get(4));
      case "routed" -> new Routed(at, new TreeSet<>(words.subList(2, words.size())));
      default -> throw new IllegalArgumentException("Not a line of the ledger: " + line);
    };
  }
}
