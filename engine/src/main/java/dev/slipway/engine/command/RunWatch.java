package dev.slipway.engine.command;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Prints a run's steps as they go, to its end. A stream that breaks off is taken up again from the
 * run as it then is, so nothing is missed and nothing is said twice.
 */
final class RunWatch {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final int MOST_BREAKS = 8;
  private static final int EVIDENCE_LINES = 8;
  private static final String INDENT = " ".repeat(13);

  private final Api api;
  private final Output output;
  private final Map<String, String> said = new HashMap<>();
  private final Set<Long> asked = new HashSet<>();
  private int breaks;

  RunWatch(Api api, Output output) {
    this.api = api;
    this.output = output;
  }

  /** Returns the run when it has ended or is held. */
  JsonNode toItsEnd(long run) throws InterruptedException {
    while (true) {
      Optional<JsonNode> now = look(run);
      if (now.isPresent()) {
        say(now.get());
        if (isOver(now.get())) {
          return now.get();
        }
        if (follow(run, now.get().path("lastEvent").asLong(0))) {
          // A run that is held says so before its step and its task do.
          JsonNode end = api.get("/api/runs/" + run);
          say(end);
          return end;
        }
      }
      Thread.sleep(FIRST_PAUSE.multipliedBy(1L << Math.min(breaks, 5)));
    }
  }

  private Optional<JsonNode> look(long run) throws InterruptedException {
    try {
      JsonNode now = api.get("/api/runs/" + run);
      breaks = 0;
      return Optional.of(now);
    } catch (CommandFailure failure) {
      broken(failure);
      return Optional.empty();
    }
  }

  /** Whether the run is over. */
  private boolean follow(long run, long after) throws InterruptedException {
    try (EventStream events = api.events("/api/runs/" + run + "/events?after=" + after)) {
      for (var event = events.next(); event.isPresent(); event = events.next()) {
        JsonNode data = event.get().data();
        switch (event.get().type()) {
          case "step" -> step(data);
          case "task" -> task(data);
          case "run" -> {
            if (isOver(data)) {
              return true;
            }
          }
          default -> {
            // A newer server may send more than this version knows.
          }
        }
      }
    } catch (CommandFailure failure) {
      broken(failure);
    }
    return false;
  }

  /** A server that is being restarted comes back; the run goes on by itself. */
  private void broken(CommandFailure failure) {
    if (failure.exitCode() != ExitCode.UNREACHABLE || ++breaks > MOST_BREAKS) {
      throw failure;
    }
  }

  private void say(JsonNode run) {
    run.path("steps").forEach(this::step);
    run.path("tasks").forEach(this::task);
  }

  private void step(JsonNode step) {
    String key = step.path("key").asString("");
    String state = step.path("state").asString("");
    if (state.equals(said.put(key, state)) || state.equals("waiting") || state.equals("ready")) {
      return;
    }
    String title = step.path("title").asString(key);
    String more = more(step, state);
    output.line(
        "  %-9s  %s%s".formatted(shown(step, state), title, more.isEmpty() ? "" : ": " + more));
    if (isFailure(state)) {
      failure(step.path("failure"));
    }
  }

  private void failure(JsonNode failure) {
    List<String> evidence =
        failure.path("evidence").asString("").lines().filter(line -> !line.isBlank()).toList();
    evidence
        .subList(Math.max(0, evidence.size() - EVIDENCE_LINES), evidence.size())
        .forEach(line -> output.line(INDENT + line));
    String next = failure.path("next").asString("");
    if (!next.isEmpty()) {
      output.line(INDENT + "Next: " + next);
    }
  }

  private static boolean isFailure(String state) {
    return state.equals("failed") || state.equals("held");
  }

  private static String shown(JsonNode step, String state) {
    if (!step.path("compensation").asBoolean(false)) {
      return state;
    }
    return switch (state) {
      case "running" -> "undoing";
      case "done" -> "undone";
      default -> state;
    };
  }

  private static String more(JsonNode step, String state) {
    if (isFailure(state)) {
      JsonNode failure = step.path("failure");
      return Stream.of(failure.path("what").asString(""), failure.path("why").asString(""))
          .filter(part -> !part.isEmpty())
          .collect(Collectors.joining(": "));
    }
    return state.equals("done") || state.equals("undone") ? step.path("summary").asString("") : "";
  }

  private void task(JsonNode task) {
    long id = task.path("id").asLong(0);
    if (task.path("decided").isObject() || !asked.add(id)) {
      return;
    }
    output.line(
        "  waits for a decision: %s (./slipway approve %d%s)"
            .formatted(task.path("title").asString(""), id, choices(task)));
  }

  private static String choices(JsonNode task) {
    return Choices.has(task, "approve")
        ? ""
        : " --choice CHOICE, which is one of " + Choices.of(task);
  }

  private static boolean isOver(JsonNode run) {
    String status = run.path("status").asString("");
    return status.equals("ended") || status.equals("held");
  }
}
