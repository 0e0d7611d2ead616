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
    boolean followRedirects) {}
