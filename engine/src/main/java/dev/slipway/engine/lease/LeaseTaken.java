package dev.slipway.engine.lease;

import dev.slipway.workers.step.Effect;

/**
 * The run holds the lease of its environment.
 *
 * @param fence the lease's fencing token; grows each time the lease changes hands
 */
public record LeaseTaken(long fence) implements Effect {}
