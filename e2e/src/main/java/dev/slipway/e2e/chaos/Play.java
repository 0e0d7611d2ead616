package dev.slipway.e2e.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** One schedule in the world. */
final class Play {

  private static final Duration SETTLE_WITHIN = Duration.ofSeconds(90);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Schedule schedule;
  private final Server server;
  private final Database database;
  private final Desk desk;
  private final List<Target> targets;
  private final Map<Long, AskedRun> asked = new ConcurrentSkipListMap<>();
  private final List<Follower> followers = new CopyOnWriteArrayList<>();

  Play(Schedule schedule, Server server, Database database, Desk desk, List<Target> targets) {
    this.schedule = schedule;
    this.server = server;
    this.database = database;
    this.desk = desk;
    this.targets = List.copyOf(targets);
  }

  Verdict play() throws IOException, InterruptedException {
    long start = System.nanoTime();
    List<Visitor> visitors = targets.stream().map(target -> Visitor.of(target.url())).toList();
    List<String> violations = new ArrayList<>();
    try (Person person = Person.at(desk, asked)) {
      act();
      violations.addAll(settle());
      for (Visitor visitor : visitors) {
        visitor.close();
        visitor.losses().forEach(loss -> violations.add("a visitor was turned away: " + loss));
      }
      violations.addAll(person.objections());
      Judge judge = new Judge(desk, database, targets);
      violations.addAll(judge.judge(asked.keySet(), followers));
      return new Verdict(
          schedule.seed(),
          Duration.ofNanos(System.nanoTime() - start),
          outcomes(),
          person.holds(),
          violations,
          schedule.toString());
    } finally {
      for (Follower follower : followers) {
        follower.close();
      }
      for (Visitor visitor : visitors) {
        visitor.close();
      }
    }
  }

  private void act() throws IOException, InterruptedException {
    List<Callable<Void>> parts = new ArrayList<>();
    parts.add(
        () -> {
          new Troublemaker(server, database, targets).play(schedule.faults());
          return null;
        });
    for (int index = 0; index < targets.size(); index++) {
      var story = schedule.stories().get(index);
      Actor actor = new Actor(desk, targets.get(index).application(), this::asked);
      parts.add(
          () -> {
            actor.play(story);
            return null;
          });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> part : threads.invokeAll(parts)) {
        part.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("The schedule cannot be played: " + schedule, e.getCause());
    }
  }

  private void asked(AskedRun run) {
    asked.put(run.run(), run);
    followers.add(Follower.of(desk, run.run()));
  }

  private List<String> settle() throws IOException, InterruptedException {
    long limit = System.nanoTime() + SETTLE_WITHIN.toNanos();
    List<String> open = open();
    while (!open.isEmpty() && System.nanoTime() < limit) {
      Thread.sleep(LOOK);
      open = open();
    }
    return open.stream().map(run -> "does not come to an end: " + run).toList();
  }

  private List<String> open() throws IOException, InterruptedException {
    List<String> open = new ArrayList<>();
    for (long run : asked.keySet()) {
      JsonNode view = desk.get("/api/runs/" + run);
      if (view.path("endedAt").isNull()) {
        open.add("run " + run + " is " + view.path("status") + ", " + view.path("words"));
      }
    }
    return open;
  }

  private Map<String, Long> outcomes() throws IOException, InterruptedException {
    List<String> outcomes = new ArrayList<>();
    for (long run : asked.keySet()) {
      outcomes.add(desk.get("/api/runs/" + run).path("outcome").asString("none"));
    }
    return outcomes.stream().collect(Collectors.groupingBy(each -> each, Collectors.counting()));
  }
}
