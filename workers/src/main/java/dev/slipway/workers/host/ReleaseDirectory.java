package dev.slipway.workers.host;

import dev.slipway.workers.ssh.RemoteCommand;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.time.Duration;

/** A release on the host, as a directory to be removed. */
public final class ReleaseDirectory {

  // The manifest goes first: from then on it is no release any more, however far the rest gets. A
  // build may have made directories that nobody can write.
  private static final String REMOVE =
      """
      [ -e "$1" ] || exit 0
      rm -f -- "$1/.slipway-artifact.json"
      rm -rf -- "$1" 2>/dev/null || { chmod -R u+rwX -- "$1" && rm -rf -- "$1"; }
      """;

  private ReleaseDirectory() {}

  /**
   * Removes a release, if it is there, unless a slot links to it.
   *
   * @return whether it is gone
   */
  public static boolean remove(TargetHost host, String release)
      throws StepFailedException, StepStoppedException, InterruptedException {
    String directory = host.paths().release(release);
    if (new Slots(host).hold(release)) {
      return false;
    }
    host.require(
        "Remove " + directory,
        RemoteCommand.script(REMOVE, directory).within(Duration.ofMinutes(5)));
    return true;
  }
}
