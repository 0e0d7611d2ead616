package dev.slipway.workers.notify;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.step.RunFacts;
import dev.slipway.workers.step.RunFacts.ReleaseFacts;
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
    String line =
        "%s of %s on %s (%s), asked for as %s by %s: %s"
            .formatted(
                run.kind(),
                run.application(),
                run.environment(),
                step.environment().url(),
                run.ref(),
                run.requestedBy(),
                whatServes(run));
    step.log().note(line);
    return StepResult.done(line);
  }

  private static String whatServes(RunFacts run) {
    String release = run.target() == null ? run.release() : run.target().id();
    ReleaseFacts serving = run.serving();
    if (serving == null) {
      return "nothing serves";
    }
    return serving.id().equals(release)
        ? "release " + release + " serves"
        : "release " + serving.id() + " serves as before";
  }
}
