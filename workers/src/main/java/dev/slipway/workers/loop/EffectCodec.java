package dev.slipway.workers.loop;

import dev.slipway.workers.step.Effect;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Effects as documents and back, told apart by the simple name of their record. */
public final class EffectCodec {

  private final JsonMapper mapper = JsonMapper.builder().build();

  public EffectDocument encode(Effect effect) {
    return new EffectDocument(effect.getClass().getSimpleName(), mapper.writeValueAsString(effect));
  }

  /**
   * The newest effect of a type.
   *
   * @param effects oldest first
   * @throws IllegalArgumentException if there is one that cannot be read as this type
   */
  public <E extends Effect> Optional<E> newest(List<EffectDocument> effects, Class<E> type) {
    for (int i = effects.size() - 1; i >= 0; i--) {
      EffectDocument document = effects.get(i);
      if (document.type().equals(type.getSimpleName())) {
        return Optional.of(decode(document, type));
      }
    }
    return Optional.empty();
  }

  private <E extends Effect> E decode(EffectDocument document, Class<E> type) {
    try {
      return mapper.readValue(document.json(), type);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "The effect " + document.type() + " was kept in a shape that cannot be read any more", e);
    }
  }
}
