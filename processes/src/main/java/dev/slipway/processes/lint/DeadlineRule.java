package dev.slipway.processes.lint;

import java.util.stream.Stream;

/** Whoever waits, waits for a limited time. Steps have the deadline of their topic. */
final class DeadlineRule implements Rule {

  @Override
  public String name() {
    return "deadline";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model
        .scopes()
        .flatMap(scope -> scope.nodes().filter(node -> waitsForEver(scope, node)))
        .map(
            node ->
                model.finding(
                    this,
                    node,
                    "The run could wait here for ever.",
                    node.is("intermediateCatchEvent")
                        ? "Wait by a receive task with an interrupting boundary timer."
                        : "Attach an interrupting boundary timer."));
  }

  private static boolean waitsForEver(Scope scope, Element node) {
    if (node.is("intermediateCatchEvent")) {
      return !node.contains("timerEventDefinition");
    }
    return node.is("userTask", "receiveTask")
        && scope
            .boundaries(node)
            .noneMatch(
                event ->
                    event.contains("timerEventDefinition")
                        && !event.has("cancelActivity", "false"));
  }
}
