package dev.slipway.workers.plan;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepWorker;

/** Computes what the run will do. */
public final class PlanWorker implements StepWorker {

  private final PlanBuilder plans;

  public PlanWorker(PlanBuilder plans) {
    this.plans = plans;
  }

  @Override
  public Topic topic() {
    return StepCatalogue.PLAN;
  }

  @Override
  public StepResult perform(StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    Plan plan = plans.build(PlanRequest.of(step), step::secret, step::checkStop);
    plan.warnings().forEach(step.log()::note);
    return StepResult.done(
        plan.direction()
            + ": "
            + counted(plan.commits().size(), plan.commitsTruncated(), "commit")
            + ", "
            + counted(plan.files().size(), plan.filesTruncated(), "file"),
        new Planned(plan, step.environment().approval().required() > 0));
  }

  private static String counted(int count, boolean more, String noun) {
    return count + (more ? "+ " : " ") + (count == 1 && !more ? noun : noun + "s");
  }
}
