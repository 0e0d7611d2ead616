package dev.slipway.e2e.server;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A run as the API shows it. */
public record RunView(JsonNode json) {

  private static final Set<String> SETTLED = Set.of("ended", "held");

  public long run() {
    return json.path("run").asLong();
  }

  public String status() {
    return json.path("status").asString("");
  }

  /** The outcome, or empty while there is none. */
  public String outcome() {
    return json.path("outcome").asString("");
  }

  public String release() {
    return json.path("release").asString("");
  }

  /** The outcome or the present state, in words. */
  public String words() {
    return json.path("words").asString("");
  }

  /** How many requests the run's own probe lost while swapping. */
  public int lostRequests() {
    return json.path("lostRequests").asInt(-1);
  }

  boolean isSettled() {
    return SETTLED.contains(status());
  }

  /** The newest step of a topic. */
  public Optional<JsonNode> step(String topic) {
    List<JsonNode> found =
        json.path("steps").valueStream().filter(step -> topic.equals(text(step, "topic"))).toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
  }

  /** Whether a step of this topic has come up, whatever has become of it since. */
  public boolean hasReached(String topic) {
    return step(topic).map(step -> !text(step, "state").equals("waiting")).orElse(false);
  }

  /** Whether a step of this topic is being performed just now. */
  public boolean isRunning(String topic) {
    return step(topic).map(step -> text(step, "state").equals("running")).orElse(false);
  }

  /** Whether a step of this topic has been performed, well or not. */
  public boolean isPast(String topic) {
    return step(topic)
        .map(
            step ->
                Set.of("done", "failed", "cancelled", "held", "undone")
                    .contains(text(step, "state")))
        .orElse(false);
  }

  /** When the step of a topic ended. */
  public Instant endOf(String topic) {
    return Instant.parse(text(step(topic).orElseThrow(), "endedAt"));
  }

  /** Everything that is said of why the run failed. */
  public String failure() {
    return json.path("failure").toString();
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }

  /** What an assertion shows when it fails: the outcome, its words and the failure. */
  @Override
  public String toString() {
    return "run " + run() + " " + status() + " " + outcome() + ": " + words() + " " + failure();
  }
}
