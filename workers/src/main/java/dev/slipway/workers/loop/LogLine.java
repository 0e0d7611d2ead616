package dev.slipway.workers.loop;

import java.time.Instant;

/**
 * One line of a step's log.
 *
 * @param at when the worker saw it
 * @param stream where it came from
 * @param text the line without its line break, secrets masked
 */
public record LogLine(Instant at, Stream stream, String text) {

  /** Where a line came from. */
  public enum Stream {
    NOTE,
    OUT,
    ERR
  }
}
