package dev.slipway.workers.ssh;

/**
 * The shell that runs jobs on a host.
 *
 * <p>A job's directory holds {@code script}, {@code log}, {@code pid}, {@code how} (what runs it),
 * {@code status} (exit status, and the signal's name if it is above 128; appears whole at the end)
 * and {@code reported} (the attempt that was told the end). The directory {@code started} is made
 * by the wrapper itself: whoever makes it runs the job, so that a job runs at most once however
 * often its start is tried. The wrapper holds a lock on {@code alive} as long as it lives, which
 * tells a living wrapper from a stale process id, also after a reboot. The room for the status is
 * taken at the start, so that a job that fills the disk can still say how it ended.
 */
final class JobScripts {

  /** Most bytes of a log that one look brings. */
  static final int LOOK_LIMIT = 1024 * 1024;

  /** The job's directory is not there. */
  static final int NO_DIRECTORY = 95;

  /** The job had not started in time; it still may, unless it is ended. */
  static final int NOT_STARTED = 96;

  /** Something is missing or in the way; this call has started nothing. */
  static final int HINDERED = 98;

  /**
   * {@code wrapper <directory> <where to run> <bytes of the log to keep>}
   *
   * <p>The limit of the log is one of the size of a file, in blocks of 512 bytes as POSIX has it:
   * {@code cat} writes what it reads at once, so that a log is up to date on every host, which
   * {@code head} does only with the help of GNU's {@code stdbuf}.
   */
  private static final String WRAPPER =
      """
      cd -- "$1" || exit 1
      exec 8>>alive
      flock -w 10 8 || exit 0
      mkdir started 2>/dev/null || exit 0
      echo $$ >pid
      printf '%-20s\\n' '' >status.new
      mkfifo pipe
      trap ':' TERM INT HUP
      (
        trap '' TERM INT HUP
        (
          trap '' XFSZ
          ulimit -f "$((($3 + 511) / 512))"
          exec cat
        )
        if [ "$(stat -c %s log)" -ge "$3" ]; then
          printf '\\nslipway: the log is full, nothing more is kept\\n'
        fi
        cat >/dev/null
        : >drained
      ) <pipe >>log 2>/dev/null 8>&- &
      (
        . ./env
        rm -f env
        cd -- "$2" && exec sh -e "$1/script"
      ) </dev/null >pipe 2>&1 8>&- &
      child=$!
      wait "$child"; code=$?
      while kill -0 "$child" 2>/dev/null; do wait "$child"; code=$?; done
      n=0
      while [ ! -e drained ] && [ "$n" -lt 150 ]; do sleep 0.02; n=$((n + 1)); done
      signal=
      if [ "$code" -gt 128 ]; then signal=$(kill -l "$code" 2>/dev/null); fi
      rm -f pipe drained env
      printf '%-20s\\n' "$code $signal" 1<>status.new && mv -f status.new status
      """;

  /** {@code follow <directory> <bytes read> <twentieths of a second to wait> <attempt>} */
  private static final String FOLLOW_FUNCTION =
      """
      size() { stat -c %%s log 2>/dev/null || echo 0; }
      follow() {
        cd -- "$1" || exit 95
        n=0
        while [ ! -e status ] && [ "$n" -lt "$3" ]; do
          unread=$(($(size) - $2))
          if [ "$unread" -ge %1$d ] || { [ "$n" -ge 4 ] && [ "$unread" -gt 0 ]; }; then break; fi
          sleep 0.05
          n=$((n + 1))
        done
        state=running
        if [ ! -e status ] && flock -n -s alive true && [ ! -e status ]; then state=gone; fi
        if [ -e status ]; then state="ended $(cat status)"; fi
        if [ "$state" != running ] && [ ! -e reported ]; then
          echo "$4" >reported.new && mv -f reported.new reported
        fi
        printf '%%s\\n' "$state"
        if [ -e log ]; then tail -c "+$(($2 + 1))" log | head -c %1$d; fi
      }
      """
          .formatted(LOOK_LIMIT);

  /** {@code <directory> <bytes read> <attempt>} */
  static final String FOLLOW = FOLLOW_FUNCTION + "follow \"$1\" \"$2\" 20 \"$3\"\n";

  private static final String NEEDS =
      """
      for tool in flock setsid mkfifo stat; do
        command -v "$tool" >/dev/null 2>&1 || {
          echo "slipway: $tool is missing on this host; install util-linux and coreutils" >&2
          exit 98
        }
      done
      """;

  /**
   * {@code set_aside <directory> <attempt>} makes room for the job of this attempt where an earlier
   * one has been told that its own failed; false if there is nothing to set aside. Whoever calls it
   * has the lock.
   */
  private static final String SET_ASIDE =
      """
      set_aside() {
        [ -d "$1/started" ] && [ -s "$1/reported" ] || return 1
        code=gone
        if [ -s "$1/status" ]; then read -r code signal <"$1/status"; fi
        read -r told <"$1/reported"
        [ "$code" != 0 ] && [ "$told" -lt "$2" ] || return 1
        rm -rf -- "$1.$told"
        mv -- "$1" "$1.$told" || exit 98
      }
      """;

  /**
   * {@code <jobs directory> <name> <attempt> <bytes read> <fence directory> <lease> <where to run>
   * <bytes of the environment> <bytes of the script> <step> <claim> <bytes of the log to keep>},
   * with the environment and then the script as standard input. Prints {@code new} or {@code found}
   * with what runs the job, then what {@code follow} prints.
   *
   * <p>A connection that breaks ends the input as well: without the sizes a script that was cut
   * off, or nothing at all, would run and end with status 0. All of it is read before the fence is
   * checked and the lock is taken, so that a worker that is stopped in between can neither start
   * anything later nor keep others from it.
   *
   * <p>A systemd user manager is used only if it lingers: one that ends with the last session would
   * take the job with it.
   */
  static final String START =
      RemoteScripts.CHECK_FENCE
          + FOLLOW_FUNCTION
          + NEEDS
          + SET_ASIDE
          + "wrapper="
          + ShellQuote.text(WRAPPER)
          + "\n"
          + """
          jobs=$1 name=$2 attempt=$3 read=$4 work=$7 bytes=$8
          script_bytes=$9
          keep=${12}
          dir=$jobs/$name
          input=$jobs/.input-$name.$$
          keep() {
            head -c "$2" >"$1" || exit 98
            [ "$(stat -c %s -- "$1")" -eq "$2" ] || { echo "slipway: $1 is cut off" >&2; exit 98; }
          }
          mask=$(umask)
          mkdir -p -- "$jobs" || exit 98
          umask 077
          trap 'rm -f -- "$input.env" "$input.script"' EXIT
          keep "$input.env" "$bytes"
          keep "$input.script" "$script_bytes"
          umask "$mask"
          check_fence "$5" "$6" "${10}" "${11}"
          umask 077
          exec 9>>"$jobs/lock" || exit 98
          flock -w 30 9 || { echo "slipway: $jobs/lock stays locked" >&2; exit 98; }
          if set_aside "$dir" "$attempt"; then read=0; fi
          if [ -d "$dir/started" ]; then
            found=found
          else
            found=new
            mkdir -p -- "$dir" || exit 98
            : >>"$dir/log"
            mv -f -- "$input.env" "$dir/env" || exit 98
            mv -f -- "$input.script" "$dir/script" || exit 98
            printf '%s' "$wrapper" >"$dir/wrapper" || exit 98
            how=
            if [ -d /run/systemd/system ] && command -v systemd-run >/dev/null 2>&1; then
              if [ "$(id -u)" = 0 ]; then
                how=systemd
              elif [ "$(loginctl show-user "$(id -un)" -p Linger --value 2>/dev/null)" = yes ]; then
                XDG_RUNTIME_DIR=${XDG_RUNTIME_DIR:-/run/user/$(id -u)}
                export XDG_RUNTIME_DIR
                if systemctl --user show-environment >/dev/null 2>&1; then how=systemd-user; fi
              fi
            fi
            if [ -n "$how" ]; then
              unit=slipway-$name-$(printf '%s' "$dir" | cksum | cut -d' ' -f1)-$attempt
              echo "$how $unit" >"$dir/how"
              set -- --quiet --collect --unit="$unit" --property=KillMode=control-group \\
                --property=TimeoutStopSec=10 --property="UMask=$mask" --setenv="SLIPWAY_JOB=$dir"
              if [ "$how" = systemd-user ]; then set -- --user "$@"; fi
              for variable in HOME PATH USER LOGNAME SHELL LANG; do
                eval "value=\\${$variable-}"
                if [ -n "$value" ]; then set -- "$@" --setenv="$variable=$value"; fi
              done
              systemd-run "$@" -- sh "$dir/wrapper" "$dir" "$work" "$keep" \\
                </dev/null >/dev/null 2>&1 9>&- || how=
            fi
            if [ -z "$how" ]; then
              echo setsid >"$dir/how"
              (
                umask "$mask"
                SLIPWAY_JOB=$dir
                export SLIPWAY_JOB
                exec setsid sh "$dir/wrapper" "$dir" "$work" "$keep"
              ) </dev/null >/dev/null 2>&1 9>&- &
            fi
            n=0
            until [ -d "$dir/started" ]; do
              if [ "$n" -ge 500 ]; then
                echo "slipway: the job did not start within 10 seconds" >&2
                exit 96
              fi
              sleep 0.02
              n=$((n + 1))
            done
          fi
          exec 9>&-
          printf '%s\\n' "$found $(cat "$dir/how")"
          follow "$dir" "$read" 6 "$attempt"
          """;

  /**
   * {@code <jobs directory> <name> <attempt>}: ends a job and keeps it from ever starting. Prints
   * {@code stopped}, or {@code left} with process ids. A job that is not there any more when it is
   * to be ended for the first time is left alone: then this prints {@code ended} with its status,
   * or {@code gone} if it has left none.
   *
   * <p>The processes of a job are known by the variable that they all inherit.
   */
  static final String STOP =
      NEEDS
          + SET_ASIDE
          + RemoteProcesses.CARRIERS
          + """
          jobs=$1 dir=$1/$2
          list() {
            carriers "SLIPWAY_JOB=$dir" || {
              echo "slipway: the processes of $dir could not be listed" >&2
              exit 98
            }
            left=$carriers
          }
          end() {
            n=0
            list
            while [ -n "$left" ] && [ "$n" -lt "$2" ]; do
              if [ "$((n % $3))" = 0 ]; then kill "-$1" $left 2>/dev/null; fi
              sleep 0.05 || exit 98
              n=$((n + 1))
              list
            done
          }
          mkdir -p -- "$jobs" || exit 98
          umask 077
          exec 9>>"$jobs/lock" || exit 98
          flock -w 30 9 || { echo "slipway: $jobs/lock stays locked" >&2; exit 98; }
          set_aside "$dir" "$3"
          mkdir -p -- "$dir" && cd -- "$dir" || exit 98
          if ! mkdir started 2>/dev/null && [ ! -e stopped ]; then
            state=
            list
            if [ -z "$left" ] && [ ! -e status ] && flock -n -s alive true; then state=gone; fi
            if [ -s status ]; then state="ended $(cat status)"; fi
            if [ -n "$state" ]; then
              [ -e reported ] || echo "$3" >reported
              echo "$state"
              exit 0
            fi
          fi
          : >stopped
          how= unit=
          if [ -s how ]; then read -r how unit <how; fi
          case $how in
            systemd) systemctl stop "$unit.service" >/dev/null 2>&1 9>&- ;;
            systemd-user)
              XDG_RUNTIME_DIR=${XDG_RUNTIME_DIR:-/run/user/$(id -u)} \\
                systemctl --user stop "$unit.service" >/dev/null 2>&1 9>&- ;;
          esac
          end TERM 200 200
          end KILL 100 10
          if [ -n "$left" ]; then
            echo "left $left"
            exit 0
          fi
          [ -e status ] || { echo '143 TERM' >status.new && mv -f status.new status; }
          [ -e reported ] || echo "$3" >reported
          rm -f env pipe drained
          echo stopped
          """;

  /** {@code <jobs directory> <step>} prints the jobs of a step that have not ended. */
  static final String RUNNING =
      """
      for job in "$1/$2"-*/; do
        if [ -e "$job/alive" ] && [ ! -e "$job/status" ] && ! flock -n -s "$job/alive" true; then
          echo "$job"
        fi
      done
      """;

  /** {@code <jobs directory> <days>} */
  static final String FORGET =
      """
      cd -- "$1" 2>/dev/null || exit 0
      exec 9>>lock || exit 98
      flock -w 30 9 || { echo "slipway: $1/lock stays locked" >&2; exit 98; }
      for job in */; do
        job=${job%/}
        [ -d "$job/started" ] || continue
        [ -n "$(find "./$job" -maxdepth 0 -mmin "+$(($2 * 1440 - 1))")" ] || continue
        if flock -n -s "$job/alive" true; then rm -rf -- "./$job"; fi
      done
      if [ -d ../claims ]; then
        find ../claims -type f -mmin "+$(($2 * 1440 - 1))" -exec rm -f -- {} +
      fi
      """;

  private JobScripts() {}
}
