package dev.slipway.engine.release;

import dev.slipway.engine.run.Run;
import dev.slipway.engine.step.Step;
import dev.slipway.engine.step.StepReaction;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.step.Effect;
import java.util.Map;
import java.util.function.BiFunction;
import tools.jackson.databind.json.JsonMapper;

/** A reaction to the effect that steps of one topic prove. */
record Reaction<E extends Effect>(
    Topic topic, Class<E> effect, JsonMapper json, BiFunction<Run, E, Map<String, Object>> reaction)
    implements StepReaction {

  @Override
  public Map<String, Object> completed(Run run, Step step) {
    var document = step.effect();
    if (document == null) {
      return Map.of();
    }
    return reaction.apply(run, json.readValue(document.json(), effect));
  }
}
