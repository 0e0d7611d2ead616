package dev.slipway.engine.release;

import dev.slipway.engine.run.Run;
import dev.slipway.engine.step.Step;
import dev.slipway.engine.step.StepReaction;
import dev.slipway.processes.catalogue.Topic;
import java.util.Map;
import java.util.function.Consumer;

/** A reaction to steps of one topic, whatever they prove. */
record OnDone(Topic topic, Consumer<Run> reaction) implements StepReaction {

  @Override
  public Map<String, Object> completed(Run run, Step step) {
    reaction.accept(run);
    return Map.of();
  }
}
