package dev.slipway.engine.lease;

import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.Runs;
import dev.slipway.engine.step.Step;
import dev.slipway.engine.step.StepReaction;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.reconcile.Reconciled;
import java.util.Map;
import java.util.function.BiConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Gives every later step of a run the fencing token that it has just then. */
@Configuration(proxyBeanMethods = false)
class FenceReactions {

  private final Runs runs;
  private final Leases leases;
  private final JsonMapper json;

  FenceReactions(Runs runs, Leases leases, JsonMapper json) {
    this.runs = runs;
    this.leases = leases;
    this.json = json;
  }

  @Bean
  StepReaction leaseTaken() {
    return new Fencing(
        StepCatalogue.TAKE_LEASE,
        (run, effect) ->
            runs.lease(run.number(), json.readValue(effect, LeaseTaken.class).fence()));
  }

  /** Without a lease a run changes nothing but what is its own, whoever has the lease by then. */
  @Bean
  StepReaction leaseGivenBack() {
    return new Fencing(StepCatalogue.GIVE_BACK_LEASE, (run, effect) -> runs.lease(run.number(), 0));
  }

  /** A person has accepted that others were on the target under a greater token. */
  @Bean
  StepReaction fenceFound() {
    return new Fencing(
        StepCatalogue.RECONCILE,
        (run, effect) -> {
          long found = json.readValue(effect, Reconciled.class).fence();
          if (found > run.leaseFence()) {
            runs.lease(run.number(), leases.raise(run.number(), found));
          }
        });
  }

  private record Fencing(Topic topic, BiConsumer<Run, String> reaction) implements StepReaction {

    @Override
    public Map<String, Object> completed(Run run, Step step) {
      var effect = step.effect();
      reaction.accept(run, effect == null ? "" : effect.json());
      return Map.of();
    }
  }
}
