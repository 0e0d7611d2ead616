package dev.slipway.workers.host;

import dev.slipway.processes.definition.Environment;
import dev.slipway.processes.definition.HostPlatform;
import dev.slipway.workers.ssh.CommandResult;
import dev.slipway.workers.ssh.RemoteCommand;
import dev.slipway.workers.ssh.RemoteHost;
import dev.slipway.workers.ssh.SshHosts;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.FencingToken;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.nio.charset.StandardCharsets;

/**
 * The host of an environment in the hands of one step.
 *
 * @param platform how it is reached
 * @param ssh the connection
 * @param paths where everything is
 * @param fence what the host refuses the step by, once a newer one has been there
 */
public record TargetHost(
    HostPlatform platform, RemoteHost ssh, HostPaths paths, FencingToken fence) {

  public static TargetHost reach(SshHosts hosts, StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    HostPlatform platform = platform(step.environment());
    return new TargetHost(
        platform, hosts.reach(platform, step), HostPaths.of(platform), step.fencing());
  }

  static HostPlatform platform(Environment environment) {
    return switch (environment.platform()) {
      case HostPlatform host -> host;
    };
  }

  /** Runs a command that only looks. */
  public CommandResult look(RemoteCommand command)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return ssh.run(command);
  }

  /** Runs a command that changes something, unless a newer run or worker was there. */
  public CommandResult change(RemoteCommand command)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return ssh.run(command.fenced(paths.root(), fence));
  }

  /** Runs a command that changes something and must succeed. */
  public CommandResult require(String what, RemoteCommand command)
      throws StepFailedException, StepStoppedException, InterruptedException {
    CommandResult result = change(command);
    if (!result.ok()) {
      throw failed(what, result);
    }
    return result;
  }

  /** A failure of a command that has no better explanation. */
  public StepFailedException failed(String what, CommandResult result) {
    return new StepFailedException(
        Failure.of(
                what + " on " + ssh.address(),
                "the command ended with status " + result.status(),
                "Read what the host said; check the rights of the account and the free disk")
            .withEvidence((result.out() + "\n" + result.err()).strip())
            .withExitStatus(result.status()));
  }

  /** Writes a small file of mode 0600, at once and whole. */
  public void write(String path, String content)
      throws StepFailedException, StepStoppedException, InterruptedException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    // A connection that breaks ends the input as well, so the size is checked before the move.
    require(
        "Write " + path,
        RemoteCommand.of(
                "sh",
                "-c",
                "umask 077 && cat >\"$1.new\" && [ \"$(wc -c <\"$1.new\")\" -eq \"$2\" ]"
                    + " && mv -f -- \"$1.new\" \"$1\"",
                "sh",
                path,
                Integer.toString(bytes.length))
            .stdin(bytes));
  }
}
