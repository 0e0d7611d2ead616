package dev.slipway.engine.step;

import dev.slipway.engine.run.Run;
import dev.slipway.workers.step.RunFacts;

/** Knows what a step may know of its run. */
public interface RunFactsSource {

  RunFacts facts(Run run);
}
