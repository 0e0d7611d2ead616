package dev.slipway.workers.ssh;

/** The shell that Slipway itself runs on a host. Needs a POSIX shell and util-linux. */
final class RemoteScripts {

  /**
   * {@code check_fence <directory> <lease> <step> <claim>}. The lock makes reading and raising the
   * greatest token one act; file descriptor 7 is closed again so that nothing started later holds
   * it. A first claim leaves no file: where there is none, none greater has been there.
   */
  static final String CHECK_FENCE =
      """
      newest() {
        if [ -s "$2" ]; then read -r seen <"$2"; else seen=0; fi
        case $seen in ''|*[!0-9]*) echo "slipway: $2 holds no number" >&2; exit 98;; esac
        if [ "$seen" -gt "$3" ]; then
          echo "slipway: $1 $seen is newer than $3" >&2
          exit 97
        fi
        if [ "$seen" -lt "$3" ]; then
          printf '%s\n' "$3" >"$2.new" && mv -f -- "$2.new" "$2" || exit 98
        fi
      }
      check_fence() {
        if [ "$2" = 0 ] && [ "$4" = 1 ] && [ ! -d "$1" ]; then return 0; fi
        mkdir -p -- "$1" || exit 98
        exec 7>>"$1/fence.lock" || exit 98
        flock -w 10 7 || { echo "slipway: $1/fence.lock stays locked" >&2; exit 98; }
        if [ "$2" != 0 ]; then newest fence "$1/fence" "$2"; fi
        if [ "$4" != 1 ]; then mkdir -p -- "$1/claims" || exit 98; fi
        if [ "$4" != 1 ] || [ -s "$1/claims/$3" ]; then newest claim "$1/claims/$3" "$4"; fi
        exec 7>&-
      }
      """;

  /**
   * Keeps all of the input before the fence is checked: a worker that was stopped between the two
   * would else send a script long after its check. In memory where there is such a place, so that a
   * full disk does not keep anything from being undone.
   */
  private static final String KEEP_INPUT =
      """
      mkdir -p -- "$1" || exit 98
      place=/dev/shm
      [ -d "$place" ] && [ -w "$place" ] || place=$1
      input=$(umask 077 && mktemp "$place/slipway-input.XXXXXX") || exit 98
      head -c "$5" >"$input" || { rm -f -- "$input"; exit 98; }
      size=$(stat -c %s -- "$input")
      exec <"$input"
      rm -f -- "$input"
      [ "$size" -eq "$5" ] || { echo "slipway: the input is cut off" >&2; exit 98; }
      """;

  private RemoteScripts() {}

  /**
   * A command line that runs only if the fence lets it.
   *
   * @param input how many bytes of standard input it is given
   */
  static String guarded(Fence fence, String line, int input) {
    return "sh -c "
        + ShellQuote.text(
            CHECK_FENCE
                + (input > 0 ? KEEP_INPUT : "")
                + "check_fence \"$1\" \"$2\" \"$3\" \"$4\"\n"
                + line)
        + " sh "
        + ShellQuote.argument(fence.directory())
        + " "
        + fence.token().lease()
        + " "
        + ShellQuote.argument(fence.token().step().value())
        + " "
        + fence.token().claim()
        + " "
        + input;
  }
}
