package dev.slipway.processes.definition;

import java.time.Duration;

/**
 * When a candidate counts as healthy.
 *
 * @param path the path to ask for, from the candidate itself and not through the router
 * @param attempts how often to ask at most
 * @param timeout how long one answer may take
 * @param pause the pause between two attempts
 * @param inARow how many answers of status 200 to 299 must follow one another
 * @param followRedirects whether a redirect is followed; otherwise it is a failure
 */
public record HealthCheck(
    String path,
    int attempts,
    Duration timeout,
    Duration pause,
    int inARow,
    boolean followRedirects) {

  /** How many redirects are followed at most, where they are. */
  public static final int MOST_REDIRECTS = 5;

  /** How long all attempts together may take: each connects, and waits for each answer. */
  public Duration longest() {
    int answers = followRedirects ? 1 + MOST_REDIRECTS : 1;
    return timeout.multipliedBy(2L * answers).plus(pause).multipliedBy(attempts);
  }
}
