package dev.slipway.workers.ssh;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a job ended.
 *
 * @param status its exit status; empty if its process is gone and left none, as after a reboot of
 *     the host: nobody knows whether it did its work
 * @param signal the name of the signal that a status above 128 stands for, as a shell reports it
 * @param tail the last characters of its output; for an unknown status, what was seen instead
 */
public record JobResult(OptionalInt status, Optional<String> signal, String tail) {

  public boolean ok() {
    return status.isPresent() && status.getAsInt() == 0;
  }
}
