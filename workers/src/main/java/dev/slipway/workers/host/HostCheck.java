package dev.slipway.workers.host;

import dev.slipway.processes.definition.Colour;
import dev.slipway.processes.definition.ServiceProcess;
import dev.slipway.workers.ssh.CommandResult;
import dev.slipway.workers.ssh.RemoteCommand;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.util.ArrayList;
import java.util.List;

/** What a host must have before anything can be released to it. */
record HostCheck(TargetHost host) {

  private static final String TOOLS =
      """
      for t in sh tar gzip sha256sum flock setsid find sort xargs comm df; do
        command -v "$t" >/dev/null 2>&1 || printf '%s\\n' "$t"
      done
      """;

  private static final String ROOT =
      """
      d=$1
      while [ ! -d "$d" ]; do d=$(dirname -- "$d"); done
      [ -w "$d" ] && [ -x "$d" ] || { echo "$d cannot be written by $(id -un)"; exit 1; }
      df -Pk -- "$d" | tail -n 1 | tr -s ' ' | cut -d ' ' -f 4
      """;

  /** {@code <blue unit> <green unit> <verb…>} */
  private static final String MAY =
      """
      if [ "$(id -u)" = 0 ]; then exit 0; fi
      blue=$1 green=$2
      shift 2
      for verb; do
        for unit in "$blue" "$green"; do
          sudo -n -l -- systemctl "$verb" "$unit" >/dev/null 2>&1 || exit 1
        done
      done
      """;

  private static final long LITTLE_KIB = 1024 * 1024;

  List<CheckLine> lines() throws StepFailedException, StepStoppedException, InterruptedException {
    List<CheckLine> lines = new ArrayList<>();
    lines.add(tools());
    lines.add(root());
    if (!host.platform().required().isEmpty()) {
      lines.add(required());
    }
    if (host.platform().process() instanceof ServiceProcess.SystemdUnit unit) {
      lines.addAll(units(unit.name()));
    }
    for (Colour colour : Colour.values()) {
      lines.add(port(colour));
    }
    return lines;
  }

  private CheckLine tools() throws StepFailedException, StepStoppedException, InterruptedException {
    String missing = look(TOOLS).out().strip().replace("\n", ", ");
    return missing.isEmpty()
        ? CheckLine.ok("tools", "everything that Slipway uses is installed")
        : CheckLine.failed(
            "tools",
            "missing: " + missing,
            "apt-get install coreutils findutils util-linux tar gzip");
  }

  private CheckLine root() throws StepFailedException, StepStoppedException, InterruptedException {
    CommandResult looked = look(ROOT, host.paths().root());
    String found = looked.out().strip();
    if (!looked.ok() || !found.matches("[0-9]+")) {
      return CheckLine.failed(
          "root",
          found.isEmpty() ? looked.err().strip() : found,
          "Make " + host.paths().root() + " and give it to the account");
    }
    long free = Long.parseLong(found);
    String room = free / 1024 + " MiB free under " + host.paths().root();
    return free < LITTLE_KIB
        ? CheckLine.warning("root", room, "Free some disk before the releases fill it")
        : CheckLine.ok("root", room);
  }

  private CheckLine required()
      throws StepFailedException, StepStoppedException, InterruptedException {
    String missing = String.join(", ", new RequiredFiles(host).missing());
    return missing.isEmpty()
        ? CheckLine.ok("required files", "all are there")
        : CheckLine.failed(
            "required files", "missing: " + missing, "Put them below " + host.paths().shared());
  }

  private List<CheckLine> units(String name)
      throws StepFailedException, StepStoppedException, InterruptedException {
    String blue = name + "@blue.service";
    String green = name + "@green.service";
    boolean known = host.look(RemoteCommand.of("systemctl", "cat", blue)).ok();
    boolean may = look(MAY, blue, green, "restart", "stop").ok();
    boolean mayEnable = look(MAY, blue, green, "enable", "disable").ok();
    return List.of(
        known
            ? CheckLine.ok("unit", name + "@.service is installed")
            : CheckLine.failed(
                "unit",
                "systemd knows no template " + name + "@.service",
                "Install it as /etc/systemd/system/" + name + "@.service"),
        may
            ? CheckLine.ok("rights", "the account may restart and stop both units")
            : CheckLine.failed(
                "rights",
                "the account may not restart and stop both units",
                "Allow it `systemctl restart` and `systemctl stop` of "
                    + blue
                    + " and "
                    + green
                    + " without a password in sudoers"),
        mayEnable
            ? CheckLine.ok("start with the host", "the account may enable and disable both units")
            : CheckLine.warning(
                "start with the host",
                "the account may not enable and disable both units, so that what serves would not"
                    + " be there after a restart of the host",
                "Allow it `systemctl enable` and `systemctl disable` of "
                    + blue
                    + " and "
                    + green
                    + " without a password in sudoers"));
  }

  private CheckLine port(Colour colour)
      throws StepFailedException, StepStoppedException, InterruptedException {
    LoopbackPort listener = new LoopbackPort(host, colour);
    int port = listener.number();
    String name = "port of " + colour;
    boolean taken = listener.listens();
    if (!taken) {
      return CheckLine.ok(name, port + " is free");
    }
    return HostService.of(host).state(colour).running()
        ? CheckLine.ok(name, colour + " listens on " + port)
        : CheckLine.failed(
            name,
            "something else listens on " + port,
            "Find it with `ss -ltnp sport = :" + port + "` and stop it, or choose another port");
  }

  private CommandResult look(String script, String... arguments)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return host.look(RemoteCommand.script(script, arguments));
  }
}
