package dev.slipway.workers.host;

import dev.slipway.processes.definition.Colour;
import dev.slipway.workers.ssh.CommandResult;
import dev.slipway.workers.ssh.RemoteCommand;
import dev.slipway.workers.ssh.RemoteProcesses;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Processes under Slipway's own {@link Supervisor}. */
final class SupervisedService implements HostService {

  /**
   * {@code ours <run directory>} sets {@code pid} to the supervisor's if it runs. A process id
   * alone proves nothing after a reboot, so its command line must name the directory.
   */
  private static final String OURS =
      """
      ours() {
        pid=
        [ -s "$1/supervisor.pid" ] || return 1
        read -r seen <"$1/supervisor.pid" || return 1
        case $seen in ''|*[!0-9]*) return 1;; esac
        tr '\\0' '\\n' 2>/dev/null <"/proc/$seen/cmdline" | grep -qxF -e "$1" || return 1
        pid=$seen
      }
      """;

  /**
   * Under a lock, because a start of which nobody hears goes on beside the next; and under the
   * step's key, so that it is found again. One that has run and ended is not started again.
   */
  private static final String START =
      OURS
          + """
          run=$1 script=$6 key=$8
          exec 9>>"$7" || exit 1
          flock -w 45 9 || { echo "$7 stays locked" >&2; exit 1; }
          mkdir -p -- "$run"
          started=$(cat "$run/key" 2>/dev/null)
          if [ "$started" = "$key" ] && [ -s "$run/exits" ]; then exit 0; fi
          if ours "$run"; then
            [ "$started" = "$key" ] && exit 0
            echo "it runs already, as $pid" >&2
            exit 1
          fi
          rm -f -- "$run/exits" "$run/status" "$run/child.pid" "$run/supervisor.pid"
          : >"$2"
          echo "$key" >"$run/key" || exit 1
          setsid sh "$script" "$run" "$2" "$3" "$4" "$5" >/dev/null 2>&1 </dev/null 9>&- &
          n=0
          while [ "$n" -lt 50 ]; do
            if ours "$run" || [ -s "$run/exits" ]; then exit 0; fi
            sleep 0.1
            n=$((n + 1))
          done
          echo "the supervisor did not come up" >&2
          exit 1
          """;

  /**
   * {@code orphans <run directory>} prints what a supervisor that was killed has left, for {@code
   * kill}: each process with the variable that all of them inherit, and the command's process
   * group, as long as its first process is the one that was started. It fails where that cannot be
   * found out, as on a host without a process or memory to spare.
   */
  private static final String ORPHANS =
      RemoteProcesses.CARRIERS
          + """
      orphans() {
        carriers "SLIPWAY_RUN=$1" || return 1
        [ -z "$carriers" ] || echo "$carriers"
        [ -s "$1/child.pid" ] || return 0
        read -r child begun <"$1/child.pid"
        case $child in ''|*[!0-9]*) return 0;; esac
        case $begun in ''|*[!0-9]*) return 0;; esac
        seen=$(sed 's/^.*) //' "/proc/$child/stat" 2>/dev/null | cut -d ' ' -f 1,20)
        [ -n "$seen" ] || [ ! -r "/proc/$child/stat" ] || return 1
        [ "${seen%% *}" = Z ] || [ "${seen#* }" != "$begun" ] || echo "-$child"
      }
      """;

  private static final String STOP =
      OURS
          + ORPHANS
          + """
          run=$1
          mkdir -p -- "$(dirname -- "$2")"
          exec 9>>"$2" || exit 1
          flock -w 25 9 || { echo "$2 stays locked" >&2; exit 1; }
          if ours "$run"; then
            supervisor=$pid
            kill -TERM "$supervisor" 2>/dev/null
            n=0
            while ours "$run" && [ "$n" -lt 150 ]; do sleep 0.1; n=$((n + 1)); done
            if ours "$run"; then
              kill -KILL "$supervisor" 2>/dev/null
            fi
          fi
          n=0
          while :; do
            left=$(orphans "$run") || { echo "the processes cannot be listed" >&2; exit 1; }
            [ -n "$left" ] || break
            if [ "$n" = 0 ]; then kill -s TERM -- $left 2>/dev/null; fi
            if [ "$n" -ge 100 ]; then kill -s KILL -- $left 2>/dev/null; fi
            if [ "$n" -ge 150 ]; then echo "these do not end: $left" >&2; exit 1; fi
            sleep 0.1
            n=$((n + 1))
          done
          rm -f -- "$run/supervisor.pid" "$run/child.pid" "$run/exits" "$run/status" \\
            "$run/key"
          [ ! -d "$run" ] || rmdir -- "$run"
          """;

  private static final String STATE =
      OURS
          + """
          ours "$1" || :
          echo "pid=$pid"
          echo "exits=$(cat "$1/exits" 2>/dev/null)"
          echo "status=$(cat "$1/status" 2>/dev/null)"
          """;

  private static final int MOST_ASKED = 3;

  private final TargetHost host;
  private final String command;

  SupervisedService(TargetHost host, String command) {
    this.host = host;
    this.command = command;
  }

  @Override
  public void start(StepContext step, Colour colour)
      throws StepFailedException, StepStoppedException, InterruptedException {
    stop(colour);
    HostPaths paths = host.paths();
    String script = paths.own() + "/supervisor";
    host.write(script, Supervisor.SCRIPT);
    askUntilAnswered(
        step,
        "Start of " + colour,
        RemoteCommand.script(
                START,
                paths.slotRun(colour),
                paths.slotLog(colour),
                paths.slot(colour),
                paths.slotEnvironment(colour),
                command,
                script,
                paths.slotLock(colour),
                step.key().value())
            .within(Duration.ofSeconds(90)));
  }

  /** What was started under the step's key is found again by it, so that asking costs nothing. */
  private void askUntilAnswered(StepContext step, String what, RemoteCommand start)
      throws StepFailedException, StepStoppedException, InterruptedException {
    for (int asked = 1; ; asked++) {
      try {
        host.require(what, start);
        return;
      } catch (StepFailedException e) {
        if (!e.failure().retriable() || asked == MOST_ASKED) {
          throw e;
        }
        step.log().note("No answer, asking again: " + e.failure().why());
      }
      step.checkStop();
    }
  }

  @Override
  public void stop(Colour colour)
      throws StepFailedException, StepStoppedException, InterruptedException {
    host.require(
        "Stop of " + colour,
        RemoteCommand.script(STOP, host.paths().slotRun(colour), host.paths().slotLock(colour))
            .within(Duration.ofMinutes(1)));
  }

  @Override
  public ServiceState state(Colour colour)
      throws StepFailedException, StepStoppedException, InterruptedException {
    CommandResult read = host.look(RemoteCommand.script(STATE, host.paths().slotRun(colour)));
    if (!read.ok()) {
      throw host.failed("State of " + colour, read);
    }
    List<String> lines = read.out().lines().toList();
    String pid = value(lines, "pid");
    String exits = value(lines, "exits");
    boolean died = !exits.isEmpty();
    return new ServiceState(
        !pid.isEmpty(),
        died,
        pid.isEmpty() ? "none" : pid,
        died
            ? Optional.of("ended " + exits + " times, last with status " + value(lines, "status"))
            : Optional.empty());
  }

  @Override
  public String log(Colour colour, int lines)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return host.look(
            RemoteCommand.of(
                "tail", "-n", Integer.toString(lines), "--", host.paths().slotLog(colour)))
        .out();
  }

  @Override
  public boolean startWithHost(Colour colour, boolean starts) {
    // Nothing that belongs to Slipway starts with a host that has no systemd.
    return !starts;
  }

  private static String value(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse("");
  }
}
