package dev.slipway.engine.step;

import dev.slipway.engine.run.Run;
import dev.slipway.processes.catalogue.Topic;
import java.util.Map;

/** What the server makes of a completed step of one topic, in the transaction that completes it. */
public interface StepReaction {

  Topic topic();

  /**
   * Takes note of what the step has proven.
   *
   * @return what the model's gateways are to know from now on
   */
  Map<String, Object> completed(Run run, Step step);
}
