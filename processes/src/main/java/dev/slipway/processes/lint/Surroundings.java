package dev.slipway.processes.lint;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.StepType;
import java.util.Map;
import java.util.Optional;

/**
 * What a model is checked against.
 *
 * @param catalogue the steps that a model may use
 * @param processes the processes that a model may call, by key
 */
record Surroundings(StepCatalogue catalogue, Map<String, Scope> processes) {

  /** What the catalogue says of a task; empty if it has no topic or an unknown one. */
  Optional<StepType> stepOf(Element task) {
    return task.attribute("flowable:topic")
        .flatMap(
            topic ->
                catalogue.all().stream()
                    .filter(type -> type.topic().name().equals(topic))
                    .findFirst());
  }

  /** The process that a call activity calls, if it is known. */
  Optional<Scope> called(Element callActivity) {
    return callActivity
        .attribute("calledElement")
        .flatMap(key -> Optional.ofNullable(processes.get(key)));
  }
}
