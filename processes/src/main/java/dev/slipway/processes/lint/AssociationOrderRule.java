package dev.slipway.processes.lint;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The associations come last in their scope, because the engine resolves them while it reads. */
final class AssociationOrderRule implements Rule {

  @Override
  public String name() {
    return "association-order";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model.scopes().flatMap(scope -> tooEarly(model, scope));
  }

  private Stream<Finding> tooEarly(ModelDocument model, Scope scope) {
    List<Element> parts = scope.element().children();
    int lastOther =
        IntStream.range(0, parts.size())
            .filter(i -> !parts.get(i).is("association", "textAnnotation"))
            .max()
            .orElse(-1);
    return parts.stream()
        .limit(lastOther + 1L)
        .filter(part -> part.is("association"))
        .map(
            part ->
                model.finding(
                    this,
                    part,
                    "The engine has not read yet what the association joins, and may lose it.",
                    "Move every association to the end of its process or sub-process."));
  }
}
