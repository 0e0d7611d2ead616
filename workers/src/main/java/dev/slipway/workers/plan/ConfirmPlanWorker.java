package dev.slipway.workers.plan;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepWorker;

/** Computes the plan again once the lease is held: nobody else can change what it rests on now. */
public final class ConfirmPlanWorker implements StepWorker {

  private final PlanBuilder plans;

  public ConfirmPlanWorker(PlanBuilder plans) {
    this.plans = plans;
  }

  @Override
  public Topic topic() {
    return StepCatalogue.CONFIRM_PLAN;
  }

  @Override
  public StepResult perform(StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    // What was found here before was asked about again, and may have changed again until then.
    String agreed = step.requireEffect(Planned.class).plan().digest();
    Plan plan = plans.build(PlanRequest.of(step), step::secret, step::checkStop);
    boolean changed = !plan.digest().equals(agreed);
    return StepResult.done(
        changed
            ? "The plan has changed since it was made, another release went live meanwhile"
            : "The plan stands",
        new PlanConfirmed(plan.digest(), changed, plan));
  }
}
