package dev.slipway.engine.lease;

import dev.slipway.engine.flow.FlowEvents;
import dev.slipway.engine.step.StepClaims;
import dev.slipway.processes.catalogue.StepCatalogue;
import org.springframework.stereotype.Component;

/**
 * A run that has ended holds no lease and waits for none, also if it was cancelled while it waited
 * or if a person has skipped the step that gives the lease back.
 */
@Component
class LeaseEnd implements FlowEvents {

  private final Leases leases;
  private final StepClaims steps;

  LeaseEnd(Leases leases, StepClaims steps) {
    this.leases = leases;
    this.steps = steps;
  }

  @Override
  public void ended(long run, String endEvent) {
    leases.giveBack(run);
    steps.wake(StepCatalogue.TAKE_LEASE);
  }
}
