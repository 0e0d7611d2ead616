package dev.slipway.processes.lint;

import dev.slipway.processes.catalogue.StepType;
import dev.slipway.processes.catalogue.Topic;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A step that leaves an effect is joined to the one step that undoes it. */
final class CompensationHandlerRule implements Rule {

  @Override
  public String name() {
    return "compensation-handler";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model
        .scopes()
        .flatMap(
            scope ->
                Stream.concat(
                    scope
                        .nodes()
                        .filter(Scope::isActivity)
                        .filter(node -> !isHandler(node))
                        .flatMap(node -> checkStep(model, surroundings, scope, node)),
                    orphans(model, scope)));
  }

  private Stream<Finding> checkStep(
      ModelDocument model, Surroundings surroundings, Scope scope, Element step) {
    Optional<Topic> undoneBy = surroundings.stepOf(step).flatMap(StepType::undoneBy);
    Optional<Element> boundary = scope.compensationOf(step);
    if (undoneBy.isEmpty()) {
      return boundary.stream()
          .map(
              event ->
                  model.finding(
                      this,
                      event,
                      "The catalogue knows no effect of " + step.label() + " to undo.",
                      "Remove the compensation, or use a step that leaves an effect."));
    }
    String topic = undoneBy.get().name();
    List<Element> handlers =
        boundary.stream()
            .flatMap(scope::handlers)
            .filter(CompensationHandlerRule::isHandler)
            .toList();
    if (handlers.size() == 1 && handlers.get(0).has("flowable:topic", topic)) {
      return Stream.of();
    }
    return Stream.of(
        model.finding(
            this,
            step,
            "The effect of the step would stay behind when the run is hauled back.",
            "Attach a compensation boundary event and join it by one association to one service task"
                + " of the same scope with isForCompensation=\"true\" and flowable:topic=\""
                + topic
                + "\"."));
  }

  private Stream<Finding> orphans(ModelDocument model, Scope scope) {
    List<Element> joined =
        scope.element().children("boundaryEvent").flatMap(scope::handlers).toList();
    return scope
        .nodes()
        .filter(CompensationHandlerRule::isHandler)
        .filter(node -> !joined.contains(node))
        .map(
            node ->
                model.finding(
                    this,
                    node,
                    "No step is undone by this task, so it never runs.",
                    "Join it by an association to the compensation boundary event of its step."));
  }

  private static boolean isHandler(Element node) {
    return node.is("serviceTask") && node.has("isForCompensation", "true");
  }
}
