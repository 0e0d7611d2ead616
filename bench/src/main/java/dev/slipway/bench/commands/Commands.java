package dev.slipway.bench.commands;

import dev.slipway.bench.figure.Result;
import dev.slipway.bench.machine.BenchException;
import dev.slipway.bench.machine.Closing;
import dev.slipway.bench.machine.Programs;
import dev.slipway.bench.machine.Workplace;
import dev.slipway.bench.server.BenchApplication;
import dev.slipway.bench.server.BenchServer;
import dev.slipway.bench.server.MeasuredRuns;
import dev.slipway.workers.ssh.JschHosts;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The measurement {@code commands}: Slipway, one {@code ssh}, Capistrano and Ansible take turns at
 * running the same ten commands on the same host.
 */
public final class Commands {

  public static final String NAME = "commands";

  private static final String APPLICATION = "commands";

  private static final int WARM_UP_RUNS = 60;
  private static final Duration WARM_UP = Duration.ofSeconds(15);

  private final BenchServer server;
  private final Workplace place;
  private final Programs programs;
  private final Closing closing;
  private final int rounds;

  /**
   * @param closing takes over what is started here
   * @param rounds how often each has its turn
   */
  public Commands(
      BenchServer server, Workplace place, Programs programs, Closing closing, int rounds) {
    this.server = server;
    this.place = place;
    this.programs = programs;
    this.closing = closing;
    this.rounds = rounds;
  }

  public Result measure() throws BenchException, InterruptedException {
    for (String program : List.of("ssh", "ssh-keygen", "sshd")) {
      if (programs.find(program).isEmpty()) {
        return Result.notMeasured(
            NAME, Comparison.GOAL, "everything: there is no program " + program);
      }
    }
    try {
      LoopbackSshd sshd = closing.add(LoopbackSshd.start(place, programs));
      return measure(sshd.account());
    } catch (IOException e) {
      throw new BenchException("Commands cannot be measured: " + e.getMessage(), e);
    }
  }

  private Result measure(SshAccount account)
      throws BenchException, IOException, InterruptedException {
    server.define(
        new BenchApplication(
            APPLICATION,
            account.user(),
            account.port(),
            account.hostKey(),
            Files.readString(account.key())));
    Rounds turns = new Rounds();
    List<String> leftOut = new ArrayList<>();
    try (JschHosts hosts = new JschHosts(Clock.systemUTC())) {
      RemoteCommands commands = new RemoteCommands(hosts);
      try (MeasuredRuns releases =
          MeasuredRuns.begin(server, server.local("bench"), APPLICATION, commands)) {
        Contestant slipway = new SlipwayContestant(releases, commands, hosts, true);
        Contestant cold = new SlipwayContestant(releases, commands, hosts, false);
        releases.warmUp(WARM_UP_RUNS, WARM_UP);
        commands.beginToCount();
        turns.add(cold);
        turns.add(slipway);
        turns.add(SshContestant.prepare(place, programs, account));
        new Peers(place, programs, account).join(turns, leftOut);
        for (int round = 0; round < rounds; round++) {
          turns.play();
        }
      }
    }
    return Comparison.of(turns.samples(), leftOut);
  }
}
