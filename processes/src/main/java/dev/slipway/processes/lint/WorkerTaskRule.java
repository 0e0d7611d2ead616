package dev.slipway.processes.lint;

import java.util.stream.Stream;

/** Every service task is work for a worker: the engine itself runs no code of a model. */
final class WorkerTaskRule implements Rule {

  @Override
  public String name() {
    return "worker-task";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model
        .elements("serviceTask")
        .flatMap(
            task ->
                Stream.of(
                        demand(model, task, "flowable:type", "external-worker"),
                        demand(model, task, "flowable:exclusive", "false"),
                        demand(model, task, "flowable:doNotIncludeVariables", "true"))
                    .flatMap(findings -> findings));
  }

  private Stream<Finding> demand(
      ModelDocument model, Element task, String attribute, String value) {
    if (task.has(attribute, value)) {
      return Stream.of();
    }
    String demanded = attribute + "=\"" + value + "\"";
    return Stream.of(
        model.finding(
            this,
            task,
            "The service task lacks " + demanded + ": " + why(attribute),
            "Write " + demanded + "."));
  }

  private static String why(String attribute) {
    return switch (attribute) {
      case "flowable:type" -> "only workers do steps.";
      case "flowable:exclusive" ->
          "a lost worker would block the whole run for as long as its lock.";
      default -> "workers get what they need with the step, not as variables of the run.";
    };
  }
}
