package dev.slipway.bench.commands;

import dev.slipway.bench.machine.BenchException;
import dev.slipway.bench.machine.Command;
import dev.slipway.bench.machine.Programs;
import dev.slipway.bench.machine.Workplace;
import java.io.IOException;
import java.util.List;

/**
 * Ansible with ten tasks of one command each, as fast as it goes: no facts, raw commands (nothing
 * is copied to the host), and one connection that is kept from task to task and from round to round.
 */
final class AnsibleContestant implements Contestant {

  static final String NAME = "Ansible";

  private final Command command;
  private final Programs programs;

  private AnsibleContestant(Command command, Programs programs) {
    this.command = command;
    this.programs = programs;
  }

  static AnsibleContestant prepare(Workplace place, Programs programs, SshAccount account)
      throws BenchException, IOException {
    place.write(
        "ansible/ansible.cfg",
        """
        [defaults]
        inventory = inventory
        host_key_checking = true
        nocows = true
        [ssh_connection]
        pipelining = true
        ssh_args = -F none -o ControlMaster=auto -o ControlPersist=60s -o IdentitiesOnly=yes -o UserKnownHostsFile=%s
        """
            .formatted(account.knownHosts()));
    place.write(
        "ansible/inventory",
        "bench ansible_host=%s ansible_port=%d ansible_user=%s ansible_ssh_private_key_file=%s\n"
            .formatted(account.host(), account.port(), account.user(), account.key()));
    place.write(
        "ansible/commands.yml",
        """
        - hosts: bench
          gather_facts: false
          tasks:
        """
            + "    - raw: %s %s\n".formatted(PROGRAM, ARGUMENT).repeat(COMMANDS));
    Command command =
        Command.of(
            place.directory("ansible"),
            List.of(programs.require("ansible-playbook").toString(), "commands.yml"));
    return new AnsibleContestant(command, programs);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public long round() throws BenchException, InterruptedException {
    Command.Ended ended = command.succeed(programs);
    if (!ended.output().contains("ok=" + COMMANDS + " ")) {
      throw new BenchException(
          "Ansible did not run " + COMMANDS + " commands: " + ended.tail());
    }
    return ended.nanos();
  }
}
