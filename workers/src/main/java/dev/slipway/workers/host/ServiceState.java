package dev.slipway.workers.host;

import java.util.Optional;

/**
 * How a colour's processes are.
 *
 * @param running whether they run now
 * @param died whether they have ended by themselves since they were started, even if they were
 *     started again
 * @param name the unit, or the process id of the supervisor
 * @param exit how they ended last, in words, if they did
 */
public record ServiceState(boolean running, boolean died, String name, Optional<String> exit) {}
