package dev.slipway.workers.plan;

import dev.slipway.workers.step.Effect;

/**
 * The plan of a run.
 *
 * @param approvalRequired whether somebody must agree before the run changes anything
 */
public record Planned(Plan plan, boolean approvalRequired) implements Effect {}
