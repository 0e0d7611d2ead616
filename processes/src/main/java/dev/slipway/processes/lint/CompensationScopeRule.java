package dev.slipway.processes.lint;

import java.util.stream.Stream;

/** A step with a compensation stands directly in its process, where the haul-back finds it. */
final class CompensationScopeRule implements Rule {

  @Override
  public String name() {
    return "compensation-scope";
  }

  @Override
  public Stream<Finding> check(ModelDocument model, Surroundings surroundings) {
    return model
        .scopes()
        .filter(scope -> scope.element().is("subProcess"))
        .flatMap(Scope::compensable)
        .map(
            step ->
                model.finding(
                    this,
                    step,
                    "The engine moves the compensation of a completed sub-process elsewhere, and the"
                        + " haul-back would not find it.",
                    "Put the step directly into the process, or into a process of its own that is"
                        + " called."));
  }
}
