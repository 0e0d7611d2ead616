package dev.slipway.bench.commands;

import dev.slipway.bench.machine.BenchException;
import dev.slipway.bench.machine.Command;
import dev.slipway.bench.machine.Programs;
import dev.slipway.bench.machine.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The yardstick: one {@code ssh host sh -s} that reads the ten commands as a script. */
final class SshContestant implements Contestant {

  static final String NAME = "ssh";

  private final Command command;
  private final Programs programs;

  private SshContestant(Command command, Programs programs) {
    this.command = command;
    this.programs = programs;
  }

  static SshContestant prepare(Workplace place, Programs programs, SshAccount account)
      throws BenchException, IOException {
    Path script =
        place.write(
            "ssh/script", "set -e\n" + (PROGRAM + " " + ARGUMENT + "\n").repeat(COMMANDS));
    Command command =
        Command.of(
                place.directory("ssh"),
                List.of(
                    programs.require("ssh").toString(),
                    "-F",
                    "none",
                    "-T",
                    "-p",
                    Integer.toString(account.port()),
                    "-i",
                    account.key().toString(),
                    "-o",
                    "IdentitiesOnly=yes",
                    "-o",
                    "BatchMode=yes",
                    "-o",
                    "StrictHostKeyChecking=yes",
                    "-o",
                    "UserKnownHostsFile=" + account.knownHosts(),
                    account.user() + "@" + account.host(),
                    "sh -s"))
            .reading(script);
    return new SshContestant(command, programs);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public long round() throws BenchException, InterruptedException {
    return command.succeed(programs).nanos();
  }
}
