package dev.slipway.workers.build;

import dev.slipway.workers.host.TargetHost;
import dev.slipway.workers.ssh.CommandResult;
import dev.slipway.workers.ssh.RemoteCommand;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.util.List;

/** Whether a host has room for another release; asked before anything is changed. */
record HostSpace(TargetHost host) {

  private static final long SPARE_KIB = 100 * 1024L;
  private static final long SPARE_INODES = 1000;

  // Looks at the nearest directory that exists. A file system without a fixed number of inodes,
  // such as btrfs, shows 0 or a dash.
  private static final String FREE =
      """
      d=$1
      while [ ! -d "$d" ]; do d=$(dirname -- "$d"); done
      df -Pk -- "$d" | tail -n 1 | tr -s ' ' | cut -d ' ' -f 4
      df -Pi -- "$d" | tail -n 1 | tr -s ' ' | cut -d ' ' -f 2,4
      """;

  /**
   * @param bytes the size of the files of the commit
   * @param files how many there are
   */
  void require(long bytes, long files)
      throws StepFailedException, StepStoppedException, InterruptedException {
    CommandResult asked = host.look(RemoteCommand.script(FREE, host.paths().root()));
    List<String> lines = asked.out().lines().map(String::strip).toList();
    if (!asked.ok() || lines.size() != 2 || !lines.getFirst().matches("[0-9]+")) {
      throw host.failed("Free space under " + host.paths().root(), asked);
    }
    long freeKib = Long.parseLong(lines.getFirst());
    long neededKib = 3 * bytes / 1024 + SPARE_KIB;
    if (freeKib < neededKib) {
      throw full(freeKib / 1024 + " MiB are free, " + neededKib / 1024 + " MiB are needed");
    }
    String[] inodes = lines.get(1).split(" ", -1);
    if (inodes.length == 2 && inodes[0].matches("[1-9][0-9]*") && inodes[1].matches("[0-9]+")) {
      long free = Long.parseLong(inodes[1]);
      long needed = 3 * files + SPARE_INODES;
      if (free < needed) {
        throw full(free + " inodes are free, " + needed + " are needed");
      }
    }
  }

  private StepFailedException full(String why) {
    return new StepFailedException(
        Failure.of(
            "Disk of " + host.paths().root() + " on " + host.ssh().address(),
            why,
            "Free some of it: keep fewer releases (keep.good), or remove what does not belong"
                + " there"));
  }
}
