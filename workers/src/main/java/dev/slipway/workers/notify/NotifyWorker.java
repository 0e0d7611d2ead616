package dev.slipway.workers.notify;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.step.RunFacts;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepWorker;

/** Says in the run's log what serves now. */
public final class NotifyWorker implements StepWorker {

  @Override
  public Topic topic() {
    return StepCatalogue.NOTIFY;
  }

  @Override
  public StepResult perform(StepContext step) {
    RunFacts run = step.run();
    String release = run.target() == null ? run.release() : run.target().id();
    String line =
        "%s of %s on %s (%s): release %s, asked for as %s by %s"
            .formatted(
                run.kind(),
                run.application(),
                run.environment(),
                step.environment().url(),
                release,
                run.ref(),
                run.requestedBy());
    step.log().note(line);
    return StepResult.done(line);
  }
}
