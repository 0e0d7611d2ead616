package dev.slipway.engine.lease;

import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.Runs;
import dev.slipway.engine.step.Step;
import dev.slipway.engine.step.StepReaction;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Takes the fencing token from a run that has given its lease back. What was done before the lease
 * was taken is undone after it, when a newer run may have been on the host already; with the token
 * that run would refuse it for ever.
 */
@Component
class LeaseReturned implements StepReaction {

  private final Runs runs;

  LeaseReturned(Runs runs) {
    this.runs = runs;
  }

  @Override
  public Topic topic() {
    return StepCatalogue.GIVE_BACK_LEASE;
  }

  @Override
  public Map<String, Object> completed(Run run, Step step) {
    runs.lease(run.number(), 0);
    return Map.of();
  }
}
