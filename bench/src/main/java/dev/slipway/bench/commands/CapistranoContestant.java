package dev.slipway.bench.commands;

import dev.slipway.bench.machine.BenchException;
import dev.slipway.bench.machine.Command;
import dev.slipway.bench.machine.Programs;
import dev.slipway.bench.machine.Workplace;
import java.io.IOException;
import java.util.List;

/** Capistrano with ten tasks of one command each. It keeps its connection from task to task. */
final class CapistranoContestant implements Contestant {

  static final String NAME = "Capistrano";

  private final Command command;
  private final Programs programs;

  private CapistranoContestant(Command command, Programs programs) {
    this.command = command;
    this.programs = programs;
  }

  static CapistranoContestant prepare(Workplace place, Programs programs, SshAccount account)
      throws BenchException, IOException {
    place.write(
        "cap/Capfile",
        """
        require "capistrano/setup"
        names = (1..%d).map { |number| "command_#{number}" }
        names.each do |name|
          task name do
            on(roles(:all)) { execute "%s", "%s" }
          end
        end
        task commands: names
        """
            .formatted(COMMANDS, PROGRAM, ARGUMENT));
    place.write("cap/config/deploy.rb", "set :application, \"bench\"\n");
    place.write(
        "cap/config/deploy/bench.rb",
        """
        server "%s", user: "%s", port: %d, roles: %%w[app], ssh_options: {
          keys: ["%s"], keys_only: true, config: false, auth_methods: ["publickey"],
          verify_host_key: :always, user_known_hosts_file: "%s",
          global_known_hosts_file: "/dev/null"
        }
        """
            .formatted(
                account.host(),
                account.user(),
                account.port(),
                account.key(),
                account.knownHosts()));
    Command command =
        Command.of(
            place.directory("cap"),
            List.of(programs.require("cap").toString(), "bench", "commands"));
    return new CapistranoContestant(command, programs);
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
