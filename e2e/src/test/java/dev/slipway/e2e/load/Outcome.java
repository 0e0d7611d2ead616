package dev.slipway.e2e.load;

import java.time.Instant;

/**
 * What became of one request.
 *
 * @param kind how it was sent
 * @param startedAt when it was sent
 * @param endedAt when its answer was complete, or it was lost
 * @param version the version that answered, or empty
 * @param loss why it counts as lost, or empty if it was answered with 200
 * @param reset whether the connection broke, rather than an answer being wrong
 */
public record Outcome(
    Kind kind, Instant startedAt, Instant endedAt, String version, String loss, boolean reset) {

  /** How a request is sent. */
  public enum Kind {
    KEEP_ALIVE_GET,
    NEW_CONNECTION_GET,
    POST
  }

  boolean lost() {
    return !loss.isEmpty();
  }
}
