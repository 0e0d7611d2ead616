package dev.slipway.bench.server;

import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepWorker;
import org.jspecify.annotations.Nullable;

/**
 * Performs the steps of one topic under the watch of a clock.
 *
 * @param own the server's own worker of this topic, if it has one; performed instead of the work
 */
record MeasuredWorker(Topic topic, StepWork work, @Nullable StepWorker own, StepTimes times)
    implements StepWorker {

  @Override
  public StepResult perform(StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    long run = step.run().run();
    times.started(run, System.nanoTime());
    try {
      if (own != null) {
        return own.perform(step);
      }
      work.perform(topic, step);
      return new StepResult.Done("measured", Proofs.of(topic, step.run()));
    } finally {
      times.ended(run, System.nanoTime());
    }
  }
}
