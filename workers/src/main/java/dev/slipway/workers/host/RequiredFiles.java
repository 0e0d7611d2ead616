package dev.slipway.workers.host;

import dev.slipway.workers.ssh.CommandResult;
import dev.slipway.workers.ssh.RemoteCommand;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.util.List;
import java.util.stream.Stream;

/** What must be on a host before anything is released to it. */
public record RequiredFiles(TargetHost host) {

  private static final String MISSING =
      """
      shared=$1
      shift
      for p; do [ -e "$shared/$p" ] || printf '%s\\n' "$p"; done
      """;

  /** The required paths that are not there, in the order of the application file. */
  public List<String> missing()
      throws StepFailedException, StepStoppedException, InterruptedException {
    List<String> required = host.platform().required();
    if (required.isEmpty()) {
      return List.of();
    }
    String[] arguments =
        Stream.concat(Stream.of(host.paths().shared()), required.stream()).toArray(String[]::new);
    CommandResult looked = host.look(RemoteCommand.script(MISSING, arguments));
    if (!looked.ok()) {
      throw host.failed("Look for the required files", looked);
    }
    return looked.out().lines().toList();
  }
}
