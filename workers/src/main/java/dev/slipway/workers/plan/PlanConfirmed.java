package dev.slipway.workers.plan;

import dev.slipway.workers.step.Effect;

/**
 * The plan, computed again under the lease.
 *
 * @param digest the digest of the plan as it is now
 * @param changed whether it differs from the one that was planned, and so from what was agreed to
 * @param plan the plan as it is now
 */
public record PlanConfirmed(String digest, boolean changed, Plan plan) implements Effect {}
