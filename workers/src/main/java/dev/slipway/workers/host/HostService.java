package dev.slipway.workers.host;

import dev.slipway.processes.definition.Colour;
import dev.slipway.processes.definition.ServiceProcess;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;

/** The application's processes on a host, by colour. */
public interface HostService {

  /** Starts what the colour's slot links to; processes that run already are replaced. */
  void start(StepContext step, Colour colour)
      throws StepFailedException, StepStoppedException, InterruptedException;

  /** Stops the processes and returns when they are gone; nothing happens if none run. */
  void stop(Colour colour) throws StepFailedException, StepStoppedException, InterruptedException;

  ServiceState state(Colour colour)
      throws StepFailedException, StepStoppedException, InterruptedException;

  /** The newest lines that the processes have written; empty if they cannot be read. */
  String log(Colour colour, int lines)
      throws StepFailedException, StepStoppedException, InterruptedException;

  /**
   * Makes a colour start with the host, or start with it no more.
   *
   * @return whether that could be arranged
   */
  boolean startWithHost(Colour colour, boolean starts)
      throws StepFailedException, StepStoppedException, InterruptedException;

  /** How an environment's processes are run. */
  static HostService of(TargetHost host) {
    return switch (host.platform().process()) {
      case ServiceProcess.SystemdUnit unit -> new SystemdService(host, unit.name());
      case ServiceProcess.Supervised supervised ->
          new SupervisedService(host, supervised.command());
    };
  }
}
