package dev.slipway.processes.lint;

import java.util.stream.Stream;

/**
 * The engine runs a compensation end event as a plain end, and knows no compensation start event.
 */
final class CompensationEventRule implements Rule {

  @Override
  public String name() {
    return "compensation-event";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model
        .elements("startEvent", "endEvent", "intermediateCatchEvent")
        .filter(event -> event.contains("compensateEventDefinition"))
        .map(
            event ->
                model.finding(
                    this,
                    event,
                    "The engine would undo nothing here.",
                    "Throw compensation by an intermediate event, followed by a plain end event."));
  }
}
