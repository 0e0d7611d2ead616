package dev.slipway.processes.definition;

import java.time.Duration;

/**
 * How long the old version may finish what it has begun before it is stopped.
 *
 * @param requests the budget for ordinary requests
 * @param streams the budget for streams and websockets, counted from the same moment; not shorter
 *     than the one for requests
 */
public record Drain(Duration requests, Duration streams) {}
