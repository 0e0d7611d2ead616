package dev.slipway.processes.definition;

import java.time.Duration;

/**
 * Who must agree before a run changes anything.
 *
 * @param required how many people: 0 for none, or 1
 * @param expires how long an approval may be waited for before the run is rejected
 */
public record Approval(int required, Duration expires) {}
