package dev.slipway.workers.ssh;

import dev.slipway.processes.definition.HostPlatform;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;

/** Warm connections, one per host, account, key and pinned host key; safe for every thread. */
public interface SshHosts extends AutoCloseable {

  /**
   * Connects, or hands out the warm connection, for the use of one step.
   *
   * @throws StepFailedException if the host cannot be reached (worth another attempt), shows
   *     another host key than the pinned one, or refuses the key
   * @throws StepStoppedException if the step was asked to stop meanwhile
   */
  RemoteHost reach(HostPlatform platform, StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException;

  /** Closes every connection. Detached jobs go on. */
  @Override
  void close();
}
