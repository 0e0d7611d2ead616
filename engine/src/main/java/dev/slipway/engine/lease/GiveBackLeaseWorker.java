package dev.slipway.engine.lease;

import dev.slipway.engine.step.StepClaims;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepWorker;
import org.springframework.stereotype.Component;

/** Lets the next run change the environment. Giving back what is not held changes nothing. */
@Component
class GiveBackLeaseWorker implements StepWorker {

  private final Leases leases;
  private final StepClaims steps;

  GiveBackLeaseWorker(Leases leases, StepClaims steps) {
    this.leases = leases;
    this.steps = steps;
  }

  @Override
  public Topic topic() {
    return StepCatalogue.GIVE_BACK_LEASE;
  }

  @Override
  public StepResult perform(StepContext step) {
    boolean held = leases.giveBack(step.run().run());
    steps.wake(StepCatalogue.TAKE_LEASE);
    return StepResult.done(held ? "the lease is free" : "held no lease");
  }
}
