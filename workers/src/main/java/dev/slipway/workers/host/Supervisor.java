package dev.slipway.workers.host;

/**
 * Slipway's own supervisor, for hosts without systemd: a POSIX shell script that keeps one command
 * running.
 */
final class Supervisor {

  /** How often a command that ends soon after its start is started again. */
  static final int RESTARTS = 5;

  static final int LOG_LIMIT = 10 << 20;

  /**
   * {@code sh supervisor <run directory> <log> <slot> <environment file> <command>}. The command
   * has a process group of its own, so that everything it starts ends with it. {@code exits} counts
   * how often it ended by itself, and {@code status} keeps how. {@code child.pid} holds its process
   * id and when it began, as {@code /proc} counts it. The application's variables are set for the
   * command alone: one of them may have a name that this script uses. What is to kill a group that
   * does not end inherits that TERM is ignored, and must not outlive the group: its number may be
   * another's by then.
   */
  static final String SCRIPT =
      """
      run=$1 log=$2 slot=$3 environment=$4 command=$5
      echo "$$" >"$run/supervisor.pid.new" && mv -f "$run/supervisor.pid.new" "$run/supervisor.pid"
      child=
      watcher=
      end_group() {
        [ -n "$child" ] || return 0
        kill -TERM -- "-$child" 2>/dev/null || kill -TERM "$child" 2>/dev/null
        (sleep 10; kill -KILL -- "-$child") >/dev/null 2>&1 &
        killer=$!
        wait "$child" 2>/dev/null
        n=0
        while kill -0 -- "-$child" 2>/dev/null && [ "$n" -lt 100 ]; do sleep 0.1; n=$((n + 1)); done
        kill -KILL -- "-$child" 2>/dev/null
        kill -KILL "$killer" 2>/dev/null
        return 0
      }
      finish() {
        trap '' TERM INT
        end_group
        [ -z "$watcher" ] || kill "$watcher" 2>/dev/null
        rm -f "$run/child.pid" "$run/supervisor.pid"
        exit 0
      }
      trap finish TERM INT
      trap '' HUP
      cd -P -- "$slot" || exit 1
      (
        trap 'exit 0' TERM
        while sleep 2 && kill -0 "$$" 2>/dev/null; do
          size=$(wc -c <"$log") || continue
          if [ "$size" -gt %d ]; then
            tail -c %d "$log" >"$log.old" && : >"$log"
          fi
        done
      ) &
      watcher=$!
      exits=0
      soon=0
      while :; do
        started=$(date +%%s)
        SLIPWAY_RUN=$run setsid sh -c 'set -a; . "$1"; set +a; exec sh -c "$2"' \\
          sh "$environment" "$command" >>"$log" 2>&1 </dev/null &
        child=$!
        echo "$child $(sed 's/^.*) //' "/proc/$child/stat" | cut -d ' ' -f 20)" >"$run/child.pid"
        wait "$child"
        status=$?
        end_group
        child=
        exits=$((exits + 1))
        echo "$status" >"$run/status"
        echo "$exits" >"$run/exits"
        echo "slipway: the command ended with status $status" >>"$log"
        if [ $(($(date +%%s) - started)) -ge 10 ]; then soon=0; fi
        soon=$((soon + 1))
        if [ "$soon" -gt %d ]; then
          echo "slipway: given up after %d restarts" >>"$log"
          break
        fi
        sleep "$soon" &
        wait $!
      done
      finish
      """
          .formatted(LOG_LIMIT, LOG_LIMIT / 2, RESTARTS, RESTARTS);

  private Supervisor() {}
}
