package dev.slipway.bench.commands;

import dev.slipway.bench.machine.BenchException;
import dev.slipway.bench.server.StepWork;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.processes.definition.HostPlatform;
import dev.slipway.workers.ssh.CommandResult;
import dev.slipway.workers.ssh.RemoteCommand;
import dev.slipway.workers.ssh.SshHosts;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Ten steps of a release run one command each on the host and log it; the others do nothing. */
final class RemoteCommands implements StepWork {

  private static final Set<Topic> TEN =
      Set.of(
          StepCatalogue.FETCH,
          StepCatalogue.BUILD,
          StepCatalogue.PLAN,
          StepCatalogue.CONFIRM_PLAN,
          StepCatalogue.START_CANDIDATE,
          StepCatalogue.CHECK_HEALTH,
          StepCatalogue.SWAP,
          StepCatalogue.VERIFY,
          StepCatalogue.BAKE,
          StepCatalogue.PRUNE);

  private final SshHosts hosts;
  private final AtomicInteger count = new AtomicInteger();

  RemoteCommands(SshHosts hosts) {
    this.hosts = hosts;
  }

  @Override
  public void perform(Topic topic, StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    if (!TEN.contains(topic)) {
      return;
    }
    RemoteCommand command = RemoteCommand.of(Contestant.PROGRAM, Contestant.ARGUMENT);
    CommandResult result =
        hosts.reach((HostPlatform) step.environment().platform(), step).run(command);
    if (!result.ok()) {
      throw new StepFailedException(
          Failure.of("Running " + command, "status " + result.status(), "See its output")
              .withEvidence(result.err()));
    }
    step.log().note(command + " ended with status 0");
    count.incrementAndGet();
  }

  void beginToCount() {
    count.set(0);
  }

  /** Makes sure that the round that has ended had its ten commands, and begins to count anew. */
  void requireTen() throws BenchException {
    int ran = count.getAndSet(0);
    if (ran != Contestant.COMMANDS) {
      throw new BenchException(
          "The release ran " + ran + " commands instead of " + Contestant.COMMANDS);
    }
  }
}
