package dev.slipway.workers.ssh;

import java.util.Optional;

/**
 * How a command on a host ended.
 *
 * @param status its exit status, -1 if the host did not tell
 * @param signal the signal that ended it, if the host told
 */
record Exit(int status, Optional<String> signal) {}
