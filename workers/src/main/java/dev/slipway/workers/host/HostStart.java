package dev.slipway.workers.host;

import dev.slipway.processes.definition.Colour;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;

/**
 * Which colours start with the host. The candidate does from before it serves, and what served
 * before until it is stopped for good: whenever the host restarts, what serves is there.
 */
public record HostStart(HostService service) {

  /** Makes a colour start with the host. That it cannot be arranged is no reason to fail. */
  public void with(StepContext step, Colour colour)
      throws StepFailedException, StepStoppedException, InterruptedException {
    if (!service.startWithHost(colour, true)) {
      note(step, colour + " starts with the host");
    }
  }

  /** Lets a colour that is stopped for good start with the host no more. */
  void without(StepContext step, Colour colour)
      throws StepFailedException, StepStoppedException, InterruptedException {
    if (!service.startWithHost(colour, false)) {
      note(step, colour + " starts with the host no more");
    }
  }

  private static void note(StepContext step, String what) {
    step.log()
        .note(
            "That "
                + what
                + " could not be arranged: it needs systemd, a unit with an [Install] section, and"
                + " the right to enable and disable it");
  }
}
