package dev.slipway.engine.command;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What a task can be decided with. */
final class Choices {

  private Choices() {}

  static boolean has(JsonNode task, String choice) {
    return task.path("choices")
        .valueStream()
        .anyMatch(one -> one.path("id").asString("").equals(choice));
  }

  static String of(JsonNode task) {
    return task.path("choices")
        .valueStream()
        .map(one -> one.path("id").asString(""))
        .collect(Collectors.joining(", "));
  }
}
