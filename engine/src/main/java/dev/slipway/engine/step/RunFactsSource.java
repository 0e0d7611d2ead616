package dev.slipway.engine.step;

import dev.slipway.engine.run.Run;
import dev.slipway.processes.definition.Environment;
import dev.slipway.workers.step.RunFacts;

/** Knows what a step may know of its run. */
public interface RunFactsSource {

  RunFacts facts(Run run);

  /** The environment that a run changes, as it was defined when the run started. */
  Environment environment(Run run);
}
