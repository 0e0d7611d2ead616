package dev.slipway.e2e.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Goes through a target's ledger and keeps book of what served and what ran. */
final class Replay {

  private final List<String> violations = new ArrayList<>();
  private final List<Turn> turns = new ArrayList<>();
  private final List<Overlap> overlaps = new ArrayList<>();
  private final List<Entry> entries;
  private final Map<String, Entry.Started> running = new TreeMap<>();
  private final Set<String> processes = new TreeSet<>();
  private Set<String> ready = Set.of();
  private Optional<String> serving = Optional.empty();
  private long together;

  /**
   * From one moment on another release was the only one that got requests.
   *
   * @param to the release
   */
  record Turn(long at, String to) {}

  /** For this time two releases got requests, as they do while one takes over. */
  record Overlap(long from, long until) {}

  private Replay(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  static Replay of(List<Entry> entries) {
    Replay replay = new Replay(entries);
    entries.forEach(replay::next);
    if (replay.ready.size() > 1) {
      replay.violations.add("two releases go on serving: " + replay.running.values());
    }
    return replay;
  }

  /** What no ledger may ever say. */
  List<String> violations() {
    return List.copyOf(violations);
  }

  /** What was the only one to serve, from when on. */
  List<Turn> turns() {
    return List.copyOf(turns);
  }

  List<Overlap> overlaps() {
    return List.copyOf(overlaps);
  }

  /** What runs at the end, by its colour. */
  Map<String, Entry.Started> running() {
    return Map.copyOf(running);
  }

  /** What alone serves at the end. */
  Optional<String> serving() {
    return serving;
  }

  /** What served at a moment; empty if nothing did. */
  Optional<String> servingAt(long moment) {
    return turns.stream()
        .filter(turn -> turn.at() <= moment)
        .reduce((earlier, later) -> later)
        .map(Turn::to);
  }

  long built(String release) {
    return entries.stream()
        .filter(entry -> entry instanceof Entry.Built built && built.release().equals(release))
        .count();
  }

  long migrated(String release) {
    return entries.stream()
        .filter(
            entry -> entry instanceof Entry.Migrated migrated && migrated.release().equals(release))
        .count();
  }

  /** How many processes of a release began within a time. */
  long started(String release, long from, long until) {
    return entries.stream()
        .filter(entry -> entry.at() >= from && entry.at() <= until)
        .filter(entry -> entry instanceof Entry.Started start && start.release().equals(release))
        .count();
  }

  private void next(Entry entry) {
    switch (entry) {
      case Entry.Built built -> {}
      case Entry.Migrated migrated -> {}
      case Entry.Started started -> started(started);
      case Entry.Stopped stopped -> stopped(stopped);
      case Entry.Routed routed -> routed(routed);
    }
  }

  private void started(Entry.Started started) {
    Entry.Started before = running.put(started.colour(), started);
    if (before != null) {
      violations.add(started + " while there was " + before);
    }
    // A process id alone comes again: there are few, and schedules use them up.
    if (!processes.add(started.pid() + " of " + started.release())) {
      violations.add(started + " for the second time");
    }
  }

  private void stopped(Entry.Stopped stopped) {
    Entry.Started before = running.get(stopped.colour());
    if (before == null || !before.pid().equals(stopped.pid())) {
      violations.add(stopped + " twice or without a start");
      return;
    }
    if (ready.contains(stopped.colour())) {
      violations.add(stopped + " while it got requests");
    }
    running.remove(stopped.colour());
  }

  private void routed(Entry.Routed routed) {
    for (String colour : routed.ready()) {
      if (!running.containsKey(colour)) {
        violations.add("requests went to " + colour + ", where nothing runs, at " + routed.at());
      }
    }
    if (routed.ready().isEmpty() && serving.isPresent()) {
      violations.add("nothing served any more at " + routed.at());
      serving = Optional.empty();
    }
    if (routed.ready().size() > 1 && ready.size() <= 1) {
      together = routed.at();
    }
    if (routed.ready().size() <= 1 && ready.size() > 1) {
      overlaps.add(new Overlap(together, routed.at()));
    }
    ready = routed.ready();
    if (ready.size() == 1) {
      Entry.Started only = running.get(ready.iterator().next());
      if (only != null && !serving.equals(Optional.of(only.release()))) {
        serving = Optional.of(only.release());
        turns.add(new Turn(routed.at(), only.release()));
      }
    }
  }
}
