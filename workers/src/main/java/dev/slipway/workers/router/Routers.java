package dev.slipway.workers.router;

import dev.slipway.processes.definition.Environment;
import dev.slipway.processes.definition.HaproxyRouter;
import dev.slipway.workers.ssh.RemoteHost;

/** Finds the control of an environment's router. */
public final class Routers {

  private Routers() {}

  /**
   * The router of an environment.
   *
   * @param host the host on which the router runs
   */
  public static RouterControl of(Environment environment, RemoteHost host) {
    return switch (environment.router()) {
      case HaproxyRouter haproxy -> new HaproxyRuntime(haproxy, host);
    };
  }
}
