package dev.slipway.workers.ssh;

import java.util.Optional;

/**
 * How a command ended.
 *
 * @param status its exit status, or -1 if the host did not tell, as after a signal
 * @param signal the name of the signal that ended it, such as {@code KILL}, if the host said so
 * @param out the last 64 KiB of its standard output
 * @param err the last 64 KiB of its standard error
 */
public record CommandResult(int status, Optional<String> signal, String out, String err) {

  public boolean ok() {
    return status == 0;
  }
}
