package dev.slipway.bench.commands;

import dev.slipway.bench.machine.BenchException;
import dev.slipway.bench.server.MeasuredRuns;
import dev.slipway.workers.ssh.SshHosts;

/** Slipway: a whole release, ten of its durable steps with one command each. */
final class SlipwayContestant implements Contestant {

  static final String NAME = "Slipway";
  static final String COLD = "Slipway, connecting anew";

  private final MeasuredRuns releases;
  private final RemoteCommands commands;
  private final SshHosts hosts;
  private final boolean warm;

  /**
   * @param warm whether the connection of the round before is used again, as a server does
   */
  SlipwayContestant(
      MeasuredRuns releases, RemoteCommands commands, SshHosts hosts, boolean warm) {
    this.releases = releases;
    this.commands = commands;
    this.hosts = hosts;
    this.warm = warm;
  }

  @Override
  public String name() {
    return warm ? NAME : COLD;
  }

  @Override
  public long round() throws BenchException, InterruptedException {
    if (!warm) {
      hosts.close();
    }
    long nanos = releases.release();
    commands.requireTen();
    return nanos;
  }
}
