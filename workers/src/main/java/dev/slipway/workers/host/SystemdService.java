package dev.slipway.workers.host;

import dev.slipway.processes.definition.Colour;
import dev.slipway.workers.ssh.CommandResult;
import dev.slipway.workers.ssh.JobResult;
import dev.slipway.workers.ssh.RemoteCommand;
import dev.slipway.workers.ssh.RemoteJob;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Processes under a systemd template unit, started as {@code name@blue} and {@code name@green}. */
final class SystemdService implements HostService {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:_.-]{0,99}");
  // A unit may take as long to stop as systemd lets it, 90 seconds by default.
  private static final Duration STOP_LIMIT = Duration.ofMinutes(3);

  private final TargetHost host;
  private final String name;

  SystemdService(TargetHost host, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not a unit's name: " + name);
    }
    this.host = host;
    this.name = name;
  }

  @Override
  public void start(StepContext step, Colour colour)
      throws StepFailedException, StepStoppedException, InterruptedException {
    // A unit takes its time to start, and a job outlives a connection that is cut meanwhile. Each
    // start is a job of its own: one that has ended well says nothing of a unit stopped since.
    String part = "start-" + UUID.randomUUID().toString().substring(0, 8);
    JobResult result =
        host.ssh()
            .job(
                step,
                new RemoteJob(
                    part,
                    "if [ \"$(id -u)\" = 0 ]; then exec systemctl restart "
                        + unit(colour)
                        + "; else exec sudo -n -- systemctl restart "
                        + unit(colour)
                        + "; fi",
                    host.paths().root(),
                    Map.of(),
                    STOP_LIMIT,
                    host.paths().jobs(),
                    host.fence()));
    if (!result.ok()) {
      throw refused("restart", colour, result.end(), result.tail());
    }
  }

  @Override
  public void stop(Colour colour)
      throws StepFailedException, StepStoppedException, InterruptedException {
    // Also for one that is just being stopped, because systemctl waits until it has.
    if (!properties(colour).getOrDefault("ActiveState", "unknown").equals("inactive")) {
      requireSystemctl("stop", colour);
    }
  }

  @Override
  public ServiceState state(Colour colour)
      throws StepFailedException, StepStoppedException, InterruptedException {
    Map<String, String> properties = properties(colour);
    String active = properties.getOrDefault("ActiveState", "unknown");
    String sub = properties.getOrDefault("SubState", "unknown");
    String restarts = properties.getOrDefault("NRestarts", "0");
    boolean died = active.equals("failed") || sub.equals("auto-restart") || !restarts.equals("0");
    Optional<String> exit =
        died
            ? Optional.of(
                "%s (%s), result %s, exit status %s, restarted %s times"
                    .formatted(
                        active,
                        sub,
                        properties.getOrDefault("Result", "unknown"),
                        properties.getOrDefault("ExecMainStatus", "unknown"),
                        restarts))
            : Optional.empty();
    return new ServiceState(
        active.equals("active") || active.equals("activating") || active.equals("reloading"),
        died,
        unit(colour),
        exit);
  }

  @Override
  public String log(Colour colour, int lines)
      throws StepFailedException, StepStoppedException, InterruptedException {
    List<String> command =
        List.of(
            "journalctl",
            "--unit=" + unit(colour),
            "--lines=" + lines,
            "--no-pager",
            "--output=short-iso");
    CommandResult read = host.look(RemoteCommand.of(command));
    if (!read.ok() || read.out().isBlank() || read.out().contains("No entries")) {
      // An account outside the groups adm and systemd-journal sees nothing of other accounts.
      CommandResult privileged = host.look(RemoteCommand.of(asRoot(command)));
      read = privileged.ok() ? privileged : read;
    }
    return read.out();
  }

  @Override
  public boolean startWithHost(Colour colour, boolean starts)
      throws StepFailedException, StepStoppedException, InterruptedException {
    if (!systemctl(starts ? "enable" : "disable", colour).ok()) {
      return false;
    }
    // Enabling a unit that has no [Install] section succeeds, and does nothing.
    return !starts
        || host.look(RemoteCommand.of("systemctl", "is-enabled", unit(colour)))
            .out()
            .strip()
            .equals("enabled");
  }

  private Map<String, String> properties(Colour colour)
      throws StepFailedException, StepStoppedException, InterruptedException {
    CommandResult shown =
        host.look(
            RemoteCommand.of(
                "systemctl",
                "show",
                "--property=LoadState,ActiveState,SubState,Result,ExecMainStatus,ExecMainCode,NRestarts",
                unit(colour)));
    if (!shown.ok()) {
      throw host.failed("Ask systemd for " + unit(colour), shown);
    }
    Map<String, String> properties = new HashMap<>();
    for (String line : shown.out().lines().toList()) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        properties.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return properties;
  }

  private String unit(Colour colour) {
    return name + "@" + colour + ".service";
  }

  private void requireSystemctl(String verb, Colour colour)
      throws StepFailedException, StepStoppedException, InterruptedException {
    CommandResult result = systemctl(verb, colour);
    if (!result.ok()) {
      throw refused(verb, colour, "it ended with status " + result.status(), result.err());
    }
  }

  private StepFailedException refused(String verb, Colour colour, String why, String said)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return new StepFailedException(
        Failure.of(
                "systemctl " + verb + " " + unit(colour) + " on " + host.ssh().address(),
                why,
                said.contains("sudo")
                    ? "Allow the account `systemctl "
                        + verb
                        + " "
                        + unit(colour)
                        + "` without a password in sudoers"
                    : "Read the unit's log below")
            .withWords(said, log(colour, 100)));
  }

  private CommandResult systemctl(String verb, Colour colour)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return host.change(
        RemoteCommand.of(asRoot(List.of("systemctl", verb, unit(colour)))).within(STOP_LIMIT));
  }

  /** As it is for root, and through sudo for everybody else. */
  private static List<String> asRoot(List<String> command) {
    List<String> argv =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                "if [ \"$(id -u)\" = 0 ]; then exec \"$@\"; else exec sudo -n -- \"$@\"; fi",
                "sh"));
    argv.addAll(command);
    return argv;
  }
}
