package dev.slipway.e2e.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Compares what the server says with what the targets have written down. */
final class Judge {

  private static final Duration EVENTS_WITHIN = Duration.ofSeconds(20);

  private final Desk desk;
  private final Database database;
  private final List<Target> targets;

  Judge(Desk desk, Database database, List<Target> targets) {
    this.desk = desk;
    this.database = database;
    this.targets = targets;
  }

  List<String> judge(Collection<Long> runs, Collection<Follower> followers)
      throws IOException, InterruptedException {
    List<String> violations = new ArrayList<>();
    if (!runs.isEmpty()) {
      String numbers = runs.stream().map(String::valueOf).collect(Collectors.joining(", "));
      for (Promise promise : Promise.ALL) {
        database
            .rows(promise.over(numbers))
            .forEach(row -> violations.add(promise.broken() + ": " + row));
      }
      for (Follower follower : followers) {
        violations.addAll(followed(follower));
      }
    }
    List<RunBook> books = runs.isEmpty() ? List.of() : RunBook.of(database, runs);
    for (Target target : targets) {
      Replay replay = Replay.of(target.ledger().entries());
      replay.violations().forEach(each -> violations.add(target.application() + ": " + each));
      List<RunBook> own =
          books.stream().filter(book -> book.application().equals(target.application())).toList();
      own.forEach(book -> violations.addAll(compared(book, replay)));
      violations.addAll(overlaps(target, replay));
      violations.addAll(present(target, replay));
      violations.addAll(new Premises(target, database).violations(replay.running()));
    }
    return violations;
  }

  private static List<String> compared(RunBook book, Replay ledger) {
    List<String> found = new ArrayList<>();
    String run = "run " + book.run() + " (" + book.outcome() + ", " + book.release() + ")";
    if (book.kind().equals("release")) {
      once(run + " built", ledger.built(book.release()), book.built(), found);
      once(run + " migrated", ledger.migrated(book.release()), book.migrated(), found);
    }
    if (book.leased() == 0) {
      return found;
    }
    long starts = ledger.started(book.release(), book.leased(), book.freed());
    if ((book.started() && starts == 0) || starts > Math.max(1, book.starts())) {
      found.add(run + " began " + starts + " processes in " + book.starts() + " attempts");
    }
    Optional<String> before = ledger.servingAt(book.leased());
    Optional<String> after = ledger.servingAt(book.freed());
    long turns =
        ledger.turns().stream()
            .filter(turn -> turn.at() > book.leased() && turn.at() <= book.freed())
            .count();
    if (book.isLive() && !after.equals(Optional.of(book.release()))) {
      found.add(run + " is said to be live, yet " + after + " served at its end");
    }
    if (book.isLive() && turns != 1) {
      found.add(run + " is live after " + turns + " turns of the front");
    }
    if (!book.isLive() && (!after.equals(before) || turns % 2 != 0)) {
      found.add(run + " changed what serves from " + before + " to " + after);
    }
    return found;
  }

  private static void once(String what, long times, boolean proven, List<String> found) {
    if (times > 1 || (proven && times == 0)) {
      found.add(what + " " + times + " times, proven: " + proven);
    }
  }

  /** Two releases may serve together only while a step of one run swaps them. */
  private List<String> overlaps(Target target, Replay replay) throws IOException {
    List<String> found = new ArrayList<>();
    for (Replay.Overlap overlap : replay.overlaps()) {
      List<String> swaps =
          database.rows(
              """
              select s.run from slipway.step s join slipway.run r on r.run = s.run
              where r.application = '%s' and s.topic in ('swap', 'swap-back')
              and s.started_at <= to_timestamp(%d / 1000.0)
              and s.ended_at >= to_timestamp(%d / 1000.0)
              """
                  .formatted(target.application(), overlap.from() + 1, overlap.until()));
      if (swaps.size() != 1) {
        found.add(
            target.application() + ": two releases served in " + overlap + ", swapped by " + swaps);
      }
    }
    return found;
  }

  /** What the server says, the front does. */
  private List<String> present(Target target, Replay replay)
      throws IOException, InterruptedException {
    JsonNode environment =
        desk.get(
            "/api/applications/" + target.application() + "/environments/" + Target.ENVIRONMENT);
    String said = environment.path("serving").path("release").asString("");
    String routed = replay.serving().orElse("");
    String answered = said.isEmpty() && routed.isEmpty() ? "" : Visitor.release(target.url());
    List<String> found = new ArrayList<>();
    if (!said.equals(routed) || !said.equals(answered)) {
      found.add(
          "%s: the server says '%s' serves, the front sends to '%s', '%s' answers"
              .formatted(target.application(), said, routed, answered));
    }
    if (replay.running().size() > 1) {
      found.add(target.application() + ": both colours run: " + replay.running());
    }
    return found;
  }

  /** A follower is sent the newest event of everything, each once and in order. */
  private List<String> followed(Follower follower) throws IOException, InterruptedException {
    Map<String, Long> newest = new HashMap<>();
    TreeSet<Long> all = new TreeSet<>();
    for (List<String> row :
        database.table(
            "select seq, kind || ' ' || subject from slipway.event where run = "
                + follower.run()
                + " order by seq")) {
      long seq = Long.parseLong(row.get(0));
      all.add(seq);
      newest.put(row.get(1), seq);
    }
    long limit = System.nanoTime() + EVENTS_WITHIN.toNanos();
    while (!follower.seen().containsAll(newest.values()) && System.nanoTime() < limit) {
      Thread.sleep(50);
    }
    List<Long> seen = follower.seen();
    List<String> found = new ArrayList<>();
    if (!seen.containsAll(newest.values())) {
      found.add(
          "who followed run " + follower.run() + " has missed events: " + seen + " of " + all);
    }
    if (!all.containsAll(seen)) {
      found.add("run " + follower.run() + " told events that never were: " + seen + " of " + all);
    }
    if (!new ArrayList<>(new TreeSet<>(seen)).equals(seen)) {
      found.add("run " + follower.run() + " told events out of order or twice: " + seen);
    }
    return found;
  }
}
