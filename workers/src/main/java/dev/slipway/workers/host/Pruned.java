package dev.slipway.workers.host;

import dev.slipway.workers.step.Effect;
import java.util.List;

/**
 * Releases were removed.
 *
 * @param ids the releases that are gone, oldest first
 */
public record Pruned(List<String> ids) implements Effect {

  public Pruned {
    ids = List.copyOf(ids);
  }
}
