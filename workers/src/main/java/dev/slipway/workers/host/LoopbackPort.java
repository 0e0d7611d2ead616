package dev.slipway.workers.host;

import dev.slipway.processes.definition.Colour;
import dev.slipway.workers.ssh.RemoteCommand;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.util.Objects;

/** The port on which a colour listens on its host. */
public record LoopbackPort(TargetHost host, Colour colour) {

  // Needs nothing but /proc; 0A is the state "listening".
  private static final String LISTENS =
      """
      hex=$(printf '%04X' "$1")
      cat /proc/net/tcp /proc/net/tcp6 2>/dev/null |
        grep -qE "^ *[0-9]+: [0-9A-F]+:$hex [0-9A-F]+:0000 0A "
      """;

  int number() {
    return Objects.requireNonNull(host.platform().ports().get(colour), colour::toString);
  }

  /** Whether anything listens there. */
  public boolean listens() throws StepFailedException, StepStoppedException, InterruptedException {
    return host.look(RemoteCommand.script(LISTENS, Integer.toString(number()))).ok();
  }
}
