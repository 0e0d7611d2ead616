package dev.slipway.workers.build;

import dev.slipway.workers.host.TargetHost;
import dev.slipway.workers.ssh.CommandResult;
import dev.slipway.workers.ssh.RemoteCommand;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is in one release directory.
 *
 * @param release the release's id
 */
record ReleaseTree(TargetHost host, String release) {

  private static final Duration LIMIT = Duration.ofMinutes(4);

  /**
   * Lists every file with its hash, every link with its target, every executable and every
   * directory, sorted by bytes. Links are not followed, so what is shared does not count; neither
   * do Slipway's own files.
   */
  private static final String LIST =
      """
      list() (
        cd -P -- "$1" || exit 1
        own() { find . -path ./.slipway -prune -o -path ./.slipway-artifact.json -prune -o "$@"; }
        {
          own -type f -print0 | xargs -0 -r sha256sum -- | sed 's/^/file /'
          own -type f -perm -u+x -print | sed 's/^/executable /'
          own -type d -print | sed 's/^/directory /'
          own -type l -print0 |
            xargs -0 -r sh -c 'for l; do printf "link %s -> %s\\n" "$l" "$(readlink -- "$l")"; done' sh
        } | LC_ALL=C sort
      )
      """;

  private static final String SEAL =
      LIST
          + """
          set -e
          mkdir -p -- "$1/.slipway"
          list "$1" >"$1/.slipway/listing.new"
          mv -f -- "$1/.slipway/listing.new" "$1/.slipway/listing"
          sha256sum <"$1/.slipway/listing" | cut -d ' ' -f 1
          du -sk -- "$1" | cut -f 1
          """;

  /** Prints the digest of the listing, then what is listed and not there any more. */
  private static final String ALTERED =
      LIST
          + """
          [ -f "$1/.slipway/listing" ] || { echo none; exit 0; }
          sha256sum <"$1/.slipway/listing" | cut -d ' ' -f 1
          list "$1" | LC_ALL=C comm -23 "$1/.slipway/listing" - | head -n 20
          """;

  /**
   * The listing of a directory, sealed.
   *
   * @param digest {@code sha256:…} of the listing
   * @param bytes how much of the disk the directory takes
   */
  record Seal(String digest, long bytes) {}

  Optional<Manifest> manifest()
      throws StepFailedException, StepStoppedException, InterruptedException {
    CommandResult read =
        host.look(
            RemoteCommand.script(
                "[ ! -f \"$1\" ] || head -c 65536 -- \"$1\"", host.paths().manifest(release)));
    if (!read.ok()) {
      throw host.failed("Read the manifest of " + release, read);
    }
    return Manifest.parse(read.out());
  }

  Seal seal() throws StepFailedException, StepStoppedException, InterruptedException {
    CommandResult sealed =
        host.require(
            "List what was built",
            RemoteCommand.script(SEAL, host.paths().release(release)).within(LIMIT));
    List<String> lines = sealed.out().lines().toList();
    if (lines.size() != 2 || !lines.getFirst().matches("[0-9a-f]{64}")) {
      throw host.failed("List what was built", sealed);
    }
    return new Seal("sha256:" + lines.getFirst(), Long.parseLong(lines.get(1).strip()) * 1024);
  }

  void write(Manifest manifest)
      throws StepFailedException, StepStoppedException, InterruptedException {
    host.write(host.paths().manifest(release), manifest.json());
  }

  /**
   * What was altered since the directory was sealed; files that were added do not count, because an
   * application may write beside its own.
   *
   * @param digest the digest of the listing, as it was
   * @return the first altered entries, or empty if there are none
   */
  List<String> altered(String digest)
      throws StepFailedException, StepStoppedException, InterruptedException {
    CommandResult compared =
        host.look(RemoteCommand.script(ALTERED, host.paths().release(release)).within(LIMIT));
    List<String> lines = compared.out().lines().toList();
    if (!compared.ok() || lines.isEmpty()) {
      throw host.failed("Compare " + release + " with what was built", compared);
    }
    if (!digest.equals("sha256:" + lines.getFirst())) {
      return List.of("the listing .slipway/listing itself");
    }
    return lines.subList(1, lines.size());
  }
}
