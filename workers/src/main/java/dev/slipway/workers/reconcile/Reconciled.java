package dev.slipway.workers.reconcile;

import dev.slipway.workers.step.Effect;
import dev.slipway.workers.step.RunFacts.ReleaseFacts;
import org.jspecify.annotations.Nullable;

/**
 * What serves on the target is known.
 *
 * @param serving what serves, with its colour, or null if nothing does or nobody but a stranger
 * @param accepted whether it contradicts the history and a person has accepted it
 * @param fence the highest fencing token that was used on the target before
 */
public record Reconciled(@Nullable ReleaseFacts serving, boolean accepted, long fence)
    implements Effect {}
