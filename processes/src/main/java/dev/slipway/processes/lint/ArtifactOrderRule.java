package dev.slipway.processes.lint;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Associations and notes come last in their scope: the schema, and so the engine, wants it. */
final class ArtifactOrderRule implements Rule {

  private static final String[] ARTIFACTS = {"association", "textAnnotation"};

  @Override
  public String name() {
    return "artifact-order";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model.scopes().flatMap(scope -> tooEarly(model, scope));
  }

  private Stream<Finding> tooEarly(ModelDocument model, Scope scope) {
    List<Element> parts = scope.element().children();
    int lastOther =
        IntStream.range(0, parts.size()).filter(i -> !parts.get(i).is(ARTIFACTS)).max().orElse(-1);
    return parts.stream()
        .limit(lastOther + 1L)
        .filter(part -> part.is(ARTIFACTS))
        .map(
            part ->
                model.finding(
                    this,
                    part,
                    "The engine refuses a file in which a node or a flow follows this one.",
                    "Move associations and notes to the end of their process or sub-process."));
  }
}
