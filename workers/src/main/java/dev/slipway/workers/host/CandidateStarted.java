package dev.slipway.workers.host;

import dev.slipway.workers.step.Effect;
import org.jspecify.annotations.Nullable;

/**
 * A candidate runs beside what serves.
 *
 * @param colour {@code blue} or {@code green}
 * @param port the loopback port on the host on which it listens
 * @param release the release it runs
 * @param unitOrPid the systemd unit, or the process id of its supervisor
 * @param previousColour the colour that serves, or null if nothing does
 * @param previousRelease the release that serves, or null if nothing does or nobody knows
 */
public record CandidateStarted(
    String colour,
    int port,
    String release,
    String unitOrPid,
    @Nullable String previousColour,
    @Nullable String previousRelease)
    implements Effect {}
