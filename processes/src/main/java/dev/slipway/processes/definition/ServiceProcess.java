package dev.slipway.processes.definition;

/** How an application's processes are run on a host. */
public sealed interface ServiceProcess {

  /**
   * A systemd template unit, started as {@code name@blue} and {@code name@green}.
   *
   * @param name the template's name without {@code @.service}
   */
  record SystemdUnit(String name) implements ServiceProcess {}

  /**
   * A command under Slipway's own supervisor, for hosts without systemd; run in the release's
   * directory.
   */
  record Supervised(String command) implements ServiceProcess {}
}
