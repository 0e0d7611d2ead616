package dev.slipway.workers.loop;

import dev.slipway.workers.step.StorableText;

/**
 * An effect as it is kept and sent.
 *
 * @param type the simple name of the effect's record, such as {@code CandidateStarted}
 * @param json its components as a JSON object
 */
public record EffectDocument(String type, String json) {

  public EffectDocument {
    json = StorableText.ofJson(json);
  }
}
