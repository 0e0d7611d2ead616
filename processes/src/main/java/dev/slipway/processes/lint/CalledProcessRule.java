package dev.slipway.processes.lint;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A call activity calls a process that is there, and hands over only what it names. */
final class CalledProcessRule implements Rule {

  @Override
  public String name() {
    return "called-process";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model
        .elements("callActivity")
        .flatMap(
            call ->
                Stream.of(
                        known(model, surroundings, call),
                        inherits(model, call),
                        clashes(model, surroundings, call))
                    .flatMap(findings -> findings));
  }

  private Stream<Finding> known(ModelDocument model, Surroundings surroundings, Element call) {
    boolean calls =
        surroundings
            .called(call)
            .filter(
                called ->
                    model.processes().noneMatch(own -> own.id().equals(called.element().id())))
            .isPresent();
    return calls
        ? Stream.of()
        : Stream.of(
            model.finding(
                this,
                call,
                "There is no other process \"" + call.attribute("calledElement").orElse("") + "\".",
                "Write one of the keys "
                    + String.join(", ", surroundings.processes().keySet())
                    + " as calledElement."));
  }

  private Stream<Finding> inherits(ModelDocument model, Element call) {
    return call.has("flowable:inheritVariables", "false")
        ? Stream.of()
        : Stream.of(
            model.finding(
                this,
                call,
                "The called process would see every variable of its caller.",
                "Write flowable:inheritVariables=\"false\" and a flowable:in for each that it"
                    + " needs."));
  }

  private Stream<Finding> clashes(ModelDocument model, Surroundings surroundings, Element call) {
    Set<String> own = steps(model.elements());
    return surroundings.called(call).stream()
        .flatMap(called -> steps(called.element().tree()).stream())
        .filter(own::contains)
        .map(
            step ->
                model.finding(
                    this,
                    call,
                    "Both processes have a step \"" + step + "\", which would have one step key.",
                    "Give the step of one of the processes another id."));
  }

  private static Set<String> steps(Stream<Element> elements) {
    return elements
        .filter(element -> element.is("serviceTask"))
        .map(Element::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
