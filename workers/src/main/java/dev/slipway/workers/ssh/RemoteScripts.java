package dev.slipway.workers.ssh;

/** The shell that Slipway itself runs on a host. Needs a POSIX shell and util-linux. */
final class RemoteScripts {

  /**
   * {@code check_fence <directory> <token>}. The lock makes reading and raising the highest token
   * one act; file descriptor 7 is closed again so that nothing started later holds it.
   */
  static final String CHECK_FENCE =
      """
      check_fence() {
        mkdir -p -- "$1" || exit 98
        exec 7>>"$1/fence.lock" || exit 98
        flock -w 10 7 || { echo "slipway: $1/fence.lock stays locked" >&2; exit 98; }
        seen=0
        if [ -s "$1/fence" ]; then read -r seen <"$1/fence"; fi
        case $seen in ''|*[!0-9]*) echo "slipway: $1/fence holds no number" >&2; exit 98;; esac
        if [ "$seen" -gt "$2" ]; then
          echo "slipway: fence $seen is newer than $2" >&2
          exit 97
        fi
        if [ "$seen" -lt "$2" ]; then
          printf '%s\\n' "$2" >"$1/fence.new" && mv -f -- "$1/fence.new" "$1/fence" || exit 98
        fi
        exec 7>&-
      }
      """;

  private RemoteScripts() {}

  /** A command line that runs only if the fence lets it. */
  static String guarded(Fence fence, String line) {
    return "sh -c "
        + ShellQuote.text(CHECK_FENCE + "check_fence \"$1\" \"$2\"\n" + line)
        + " sh "
        + ShellQuote.argument(fence.directory())
        + " "
        + fence.token();
  }
}
