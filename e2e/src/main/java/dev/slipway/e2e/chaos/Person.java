package dev.slipway.e2e.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Decides whatever task comes up: approves as the schedule says, tries again what is held. */
final class Person implements AutoCloseable {

  private static final int MOST_TRIES = 4;

  private final Desk desk;
  private final Map<Long, AskedRun> asked;
  private final Map<Long, AtomicInteger> tries = new ConcurrentHashMap<>();
  private final List<String> objections = new CopyOnWriteArrayList<>();
  private final List<String> holds = new CopyOnWriteArrayList<>();
  private final Background work;

  private Person(Desk desk, Map<Long, AskedRun> asked) {
    this.desk = desk;
    this.asked = asked;
    this.work = Background.begin("person", this::work);
  }

  static Person at(Desk desk, Map<Long, AskedRun> asked) {
    return new Person(desk, asked);
  }

  /** What a task or a held run did not say rightly. */
  List<String> objections() {
    return List.copyOf(objections);
  }

  /** The titles of the tasks that were not about an approval. */
  List<String> holds() {
    return List.copyOf(holds);
  }

  @Override
  public void close() {
    work.close();
  }

  private void work() throws InterruptedException {
    while (true) {
      try {
        for (JsonNode task : desk.get("/api/tasks?open=true")) {
          decide(task);
        }
      } catch (IOException e) {
        // The server is away.
      }
      Thread.sleep(250);
    }
  }

  private void decide(JsonNode task) throws IOException, InterruptedException {
    long run = task.path("run").asLong();
    AskedRun why = asked.get(run);
    String choice;
    if (task.path("kind").asString("").equals("approve")) {
      if (why == null) {
        // Its actor has not said yet how it is to be answered.
        return;
      }
      choice = why.act().approved() ? "approve" : "reject";
    } else {
      checkHeld(run, task);
      holds.add(task.path("title").asString("") + ": " + task.path("body").asString(""));
      choice = wayOn(run, task);
    }
    Map<String, String> body = new HashMap<>(Map.of("choice", choice, "reason", "as scheduled"));
    String digest = task.path("plan").path("digest").asString("");
    if (!digest.isEmpty()) {
      body.put("planDigest", digest);
    }
    Desk.Answer unused = desk.post("/api/tasks/" + task.path("id").asLong() + "/decision", body);
  }

  private String wayOn(long run, JsonNode task) {
    List<String> choices = new ArrayList<>();
    task.path("choices").forEach(choice -> choices.add(choice.path("id").asString("")));
    // Whoever holds a task has not decided it.
    choices.remove("hold");
    int before = tries.computeIfAbsent(run, number -> new AtomicInteger()).getAndIncrement();
    if (before < MOST_TRIES && choices.contains("retry")) {
      return "retry";
    }
    return choices.contains("haul-back") ? "haul-back" : choices.getLast();
  }

  private void checkHeld(long run, JsonNode task) throws IOException, InterruptedException {
    JsonNode view = desk.get("/api/runs/" + run);
    boolean held =
        view.path("status").asString("").equals("held")
            && view.path("outcome").asString("").equals("needs-human");
    boolean open = desk.get("/api/tasks/" + task.path("id").asLong()).path("decided").isNull();
    if (!held && open) {
      objections.add("run " + run + " has an open task and yet is " + view.path("status"));
    }
    if (task.path("body").asString("").isBlank() || task.path("choices").isEmpty()) {
      objections.add("the task of run " + run + " does not say what to do: " + task);
    }
  }
}
