package dev.slipway.workers.host;

import dev.slipway.workers.step.Effect;
import org.jspecify.annotations.Nullable;

/**
 * The previous version is gone.
 *
 * @param colour the colour that was stopped, or null if there was no previous version
 * @param sessionsCut how many requests, streams and websockets were still open when their time was
 *     up
 */
public record Retired(@Nullable String colour, long sessionsCut) implements Effect {}
