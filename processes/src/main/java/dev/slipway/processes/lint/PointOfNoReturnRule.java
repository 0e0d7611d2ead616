package dev.slipway.processes.lint;

import dev.slipway.processes.catalogue.OnFailure;
import java.util.List;
import java.util.stream.Stream;

/** What a called process has done can no longer be undone once it has completed. */
final class PointOfNoReturnRule implements Rule {

  @Override
  public String name() {
    return "point-of-no-return";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model
        .scopes()
        .flatMap(scope -> after(scope, surroundings).filter(node -> hauls(node, surroundings)))
        .map(
            node ->
                model.finding(
                    this,
                    node,
                    "A failure here would haul the run back while what it called stays done.",
                    "Put the step before the call activity, or use a topic that holds the run when"
                        + " it fails."));
  }

  private static Stream<Element> after(Scope scope, Surroundings surroundings) {
    List<Element> next =
        scope
            .nodes()
            .filter(node -> node.is("callActivity"))
            .filter(
                call ->
                    surroundings
                        .called(call)
                        .filter(called -> called.compensable().findAny().isPresent())
                        .isPresent())
            .flatMap(call -> scope.next(call).stream())
            .toList();
    return scope.reachableFrom(next).stream();
  }

  private static boolean hauls(Element node, Surroundings surroundings) {
    return node.is("callActivity")
        || (node.is("endEvent") && node.contains("errorEventDefinition"))
        || surroundings
            .stepOf(node)
            .filter(type -> type.onFailure() == OnFailure.HAUL_BACK)
            .isPresent();
  }
}
