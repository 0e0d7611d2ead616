package dev.slipway.processes.lint;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every topic of a model is one that some worker serves. */
final class KnownTopicRule implements Rule {

  @Override
  public String name() {
    return "known-topic";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model
        .elements("serviceTask")
        .filter(task -> surroundings.stepOf(task).isEmpty())
        .map(
            task ->
                model.finding(
                    this,
                    task,
                    task.attribute("flowable:topic")
                        .map(topic -> "No worker serves the topic \"" + topic + "\".")
                        .orElse("The task has no topic, so no worker would take it."),
                    "Write one of the topics "
                        + surroundings.catalogue().all().stream()
                            .map(type -> type.topic().name())
                            .sorted()
                            .collect(Collectors.joining(", "))
                        + " as flowable:topic."));
  }
}
