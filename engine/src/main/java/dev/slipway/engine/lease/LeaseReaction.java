package dev.slipway.engine.lease;

import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.Runs;
import dev.slipway.engine.step.Step;
import dev.slipway.engine.step.StepReaction;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Gives every later step of the run the lease's fencing token. */
@Component
class LeaseReaction implements StepReaction {

  private final Runs runs;
  private final JsonMapper json;

  LeaseReaction(Runs runs, JsonMapper json) {
    this.runs = runs;
    this.json = json;
  }

  @Override
  public Topic topic() {
    return StepCatalogue.TAKE_LEASE;
  }

  @Override
  public Map<String, Object> completed(Run run, Step step) {
    var effect = Objects.requireNonNull(step.effect(), "a lease is always proven");
    runs.lease(run.number(), json.readValue(effect.json(), LeaseTaken.class).fence());
    return Map.of();
  }
}
