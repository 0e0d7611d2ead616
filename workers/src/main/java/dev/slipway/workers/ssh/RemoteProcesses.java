package dev.slipway.workers.ssh;

/** Finds processes on a host by what they inherit, in the shell. */
public final class RemoteProcesses {

  /**
   * {@code carriers <NAME=VALUE>} sets {@code carriers} to the ids of the processes that have this
   * variable, also of those that have left their session, and never to that of a stranger which was
   * given a used one. It fails where they cannot be listed, as on a host without a process to
   * spare: that is no sign that there are none.
   */
  public static final String CARRIERS =
      """
      carriers() {
        carriers=
        found=$(
          grep -lzxF -e "$1" /proc/[0-9]*/environ 2>/dev/null
          [ "$?" -le 2 ] && echo all
        )
        case $found in
          *all) ;;
          *) return 1 ;;
        esac
        for environ in ${found%all}; do
          environ=${environ#/proc/}
          carriers="$carriers${carriers:+ }${environ%/environ}"
        done
      }
      """;

  private RemoteProcesses() {}
}
