package dev.slipway.engine.step;

import dev.slipway.engine.database.Query;
import dev.slipway.processes.definition.Environment;
import dev.slipway.workers.step.RunFacts;

/** Knows what a step may know of its run. */
public interface RunFactsSource {

  /** Asks what it may know just now; the run must exist. */
  Query<RunFacts> facts(long run);

  /** The environment that a run changes, as it was defined when the run started. */
  Environment environment(long run);
}
