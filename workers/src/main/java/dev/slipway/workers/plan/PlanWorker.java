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
        "%s: %d%s commits, %d%s files"
            .formatted(
                plan.direction(),
                plan.commits().size(),
                plan.commitsTruncated() ? "+" : "",
                plan.files().size(),
                plan.filesTruncated() ? "+" : ""),
        new Planned(plan, step.environment().approval().required() > 0));
  }
}
