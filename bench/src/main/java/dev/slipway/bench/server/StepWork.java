package dev.slipway.bench.server;

import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;

/** What a step of a measured run does. */
@FunctionalInterface
public interface StepWork {

  /** Work that is none. */
  StepWork NOTHING = (topic, step) -> {};

  void perform(Topic topic, StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException;
}
