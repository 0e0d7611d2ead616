package dev.slipway.workers.host;

import dev.slipway.processes.definition.Colour;
import dev.slipway.workers.ssh.CommandResult;
import dev.slipway.workers.ssh.RemoteCommand;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which release each colour runs, as the links on the host say. */
public record Slots(TargetHost host) {

  /** The release that a colour's slot links to. */
  public Optional<String> release(Colour colour)
      throws StepFailedException, StepStoppedException, InterruptedException {
    CommandResult read =
        host.look(
            RemoteCommand.script(
                "[ ! -L \"$1\" ] || readlink -- \"$1\"", host.paths().slot(colour)));
    if (!read.ok()) {
      throw host.failed("Read the slot of " + colour, read);
    }
    String link = read.out().strip();
    return link.isEmpty()
        ? Optional.empty()
        : Optional.of(link.substring(link.lastIndexOf('/') + 1));
  }

  /** Whether a colour's slot links to a release: such a release is never removed. */
  public boolean hold(String release)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return release(Colour.BLUE).equals(Optional.of(release))
        || release(Colour.GREEN).equals(Optional.of(release));
  }

  /** The environment file of a colour as it is, or an empty text. */
  String environment(Colour colour)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return host.look(
            RemoteCommand.script(
                "[ ! -f \"$1\" ] || cat -- \"$1\"", host.paths().slotEnvironment(colour)))
        .out();
  }

  /** Links a colour's slot to a release, in one step. */
  void fill(Colour colour, String release, String environment)
      throws StepFailedException, StepStoppedException, InterruptedException {
    HostPaths paths = host.paths();
    host.require("Make " + paths.slots(), RemoteCommand.of("mkdir", "-p", "--", paths.slots()));
    host.write(paths.slotEnvironment(colour), environment);
    host.require(
        "Link " + paths.slot(colour),
        RemoteCommand.script(
            "ln -sfn -- \"$1\" \"$2.new\" && mv -fT -- \"$2.new\" \"$2\"",
            paths.release(release),
            paths.slot(colour)));
  }

  /** Removes a colour's slot; its log stays until the colour is used again. */
  void empty(Colour colour) throws StepFailedException, StepStoppedException, InterruptedException {
    HostPaths paths = host.paths();
    host.require(
        "Empty the slot of " + colour,
        RemoteCommand.of("rm", "-f", "--", paths.slot(colour), paths.slotEnvironment(colour)));
  }

  /**
   * The environment of a colour's processes, written so that systemd's {@code EnvironmentFile} and
   * a POSIX shell read the same.
   *
   * @param step the step that writes it
   */
  static String environmentFile(TargetHost host, Colour colour, String release, String step) {
    Map<String, String> variables = new TreeMap<>(host.platform().variables());
    variables.put("PORT", String.valueOf(host.platform().ports().get(colour)));
    variables.put("COLOUR", colour.toString());
    variables.put("RELEASE", release);
    StringBuilder file = new StringBuilder("# step ").append(step).append('\n');
    variables.forEach(
        (name, value) -> {
          if (!name.matches("[A-Za-z_][A-Za-z0-9_]*") || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("Not an environment variable: " + name);
          }
          file.append(name)
              .append("=\"")
              .append(value.replaceAll("([\\\\\"`$])", "\\\\$1"))
              .append("\"\n");
        });
    return file.toString();
  }
}
