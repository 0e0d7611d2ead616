package dev.slipway.processes.lint;

import java.util.stream.Stream;

/** One thing that is asked of every model. */
interface Rule {

  /** Lower-case words joined by hyphens; shown with each finding. */
  String name();

  Stream<Finding> check(ModelDocument model, Surroundings surroundings);
}
