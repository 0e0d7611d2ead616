package dev.slipway.workers.ssh;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a job ended.
 *
 * @param status its exit status; empty if its process is gone and left none, as after a reboot of
 *     the host: nobody knows whether it did its work
 * @param signal the name of the signal that a status above 128 stands for, as a shell reports it
 * @param mayRun whether something of it may still run: it was to be ended, and the host did not
 *     confirm that it has; then there is no status
 * @param tail the last characters of its output; for an unknown status, what was seen instead
 */
public record JobResult(OptionalInt status, Optional<String> signal, boolean mayRun, String tail) {

  public boolean ok() {
    return status.isPresent() && status.getAsInt() == 0;
  }

  /** How it ended, for people. */
  public String end() {
    if (status.isPresent()) {
      return "it ended with status "
          + status.getAsInt()
          + signal.map(name -> " (" + name + ")").orElse("");
    }
    return mayRun
        ? "it was to be ended, and the host did not confirm that it has; it may still run"
        : "its process is gone and left no exit status, as after a reboot of the host";
  }
}
