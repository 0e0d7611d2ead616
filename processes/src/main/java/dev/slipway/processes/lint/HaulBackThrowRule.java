package dev.slipway.processes.lint;

import java.util.stream.Stream;

/**
 * Compensation is thrown in the one way that the engine orders: for a whole process, while it is
 * hauled back.
 */
final class HaulBackThrowRule implements Rule {

  @Override
  public String name() {
    return "haul-back-throw";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model
        .elements("intermediateThrowEvent")
        .filter(event -> event.contains("compensateEventDefinition"))
        .flatMap(event -> Stream.concat(place(model, event), definition(model, event)));
  }

  private Stream<Finding> place(ModelDocument model, Element event) {
    boolean placed =
        event
            .parent()
            .filter(Scope::isEventSubProcess)
            .filter(scope -> ErrorEvent.of(new Scope(scope), "startEvent").findAny().isPresent())
            .flatMap(Element::parent)
            .filter(outer -> outer.is("process"))
            .isPresent();
    return placed
        ? Stream.of()
        : Stream.of(
            model.finding(
                this,
                event,
                "Compensation is thrown where steps may still be running.",
                "Throw it in an event sub-process that starts by an error, directly below the"
                    + " process."));
  }

  private Stream<Finding> definition(ModelDocument model, Element event) {
    return event
        .children("compensateEventDefinition")
        .filter(
            definition ->
                definition.attribute("activityRef").isPresent()
                    || definition.has("waitForCompletion", "false"))
        .map(
            definition ->
                model.finding(
                    this,
                    event,
                    "Only a part would be undone, or undone unordered.",
                    "Remove activityRef and waitForCompletion: newest first, one at a time, is the"
                        + " only order in which effects may be undone."));
  }
}
