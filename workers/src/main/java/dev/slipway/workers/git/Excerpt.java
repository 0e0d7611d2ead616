package dev.slipway.workers.git;

import java.util.List;

/**
 * The first entries of a list that may be longer.
 *
 * @param entries in order
 * @param truncated whether there are more
 */
public record Excerpt<T>(List<T> entries, boolean truncated) {

  public Excerpt {
    entries = List.copyOf(entries);
  }
}
