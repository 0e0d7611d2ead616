package dev.slipway.workers.build;

import dev.slipway.workers.host.HostPaths;
import dev.slipway.workers.host.ReleaseDirectory;
import dev.slipway.workers.host.RequiredFiles;
import dev.slipway.workers.host.TargetHost;
import dev.slipway.workers.ssh.CommandResult;
import dev.slipway.workers.ssh.RemoteCommand;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fresh release directory with the files of one commit, ready to be built in.
 *
 * @param release the release's id
 * @param owner the key of the step that made it: only the same step goes on in it
 */
record Workspace(TargetHost host, String release, String owner) {

  private static final String UNPACK =
      """
      set -e
      mkdir -p -- "$1"
      tar -xzf "$2" -C "$1"
      rm -f -- "$2"
      mkdir -p -- "$1/.slipway"
      """;

  private static final String LINK =
      """
      set -e
      release=$1 shared=$2
      shift 2
      for p; do
        [ -e "$shared/$p" ] || [ -L "$shared/$p" ] || mkdir -p -- "$shared/$p"
        mkdir -p -- "$(dirname -- "$release/$p")"
        rm -rf -- "$release/$p"
        ln -s -- "$shared/$p" "$release/$p"
      done
      """;

  /** Throws unless everything that must be on the host is there; changes nothing. */
  void requireShared() throws StepFailedException, StepStoppedException, InterruptedException {
    List<String> missing = new RequiredFiles(host).missing();
    if (!missing.isEmpty()) {
      throw new StepFailedException(
          Failure.of(
              "Required files on " + host.ssh().address(),
              "missing: " + String.join(", ", missing),
              "Put them below "
                  + host.paths().shared()
                  + " under the same names, then start again"));
    }
  }

  /** Whether this step has unpacked the commit already. */
  boolean unpacked() throws StepFailedException, StepStoppedException, InterruptedException {
    CommandResult read =
        host.look(RemoteCommand.script("[ ! -f \"$1\" ] || cat -- \"$1\"", marker()));
    return read.ok() && read.out().strip().equals(owner);
  }

  /** Makes the directory and unpacks the commit into it. */
  void unpack(CommitArchive archive)
      throws StepFailedException, StepStoppedException, InterruptedException {
    HostPaths paths = host.paths();
    String directory = paths.release(release);
    host.require(
        "Make the directories below " + paths.root(),
        RemoteCommand.of(
            "mkdir", "-p", "--", paths.releases(), paths.shared(), paths.slots(), paths.jobs()));
    remove();
    try (InputStream content = archive.open()) {
      host.ssh().upload(content, incoming());
    } catch (IOException e) {
      throw new StepFailedException(
          Failure.of(
              "Upload of release " + release,
              "the archive could not be read: " + e.getMessage(),
              "Check Slipway's own temporary directory"),
          e);
    }
    host.require(
        "Unpack into " + directory,
        RemoteCommand.script(UNPACK, directory, incoming()).within(Duration.ofMinutes(10)));
    List<String> links =
        Stream.concat(host.platform().required().stream(), host.platform().shared().stream())
            .toList();
    links.forEach(Workspace::requireInside);
    host.require(
        "Link what is shared into " + directory,
        RemoteCommand.script(LINK, with(links, directory, paths.shared())));
    host.write(marker(), owner + "\n");
  }

  /** Whether a path below the release exists. */
  boolean has(String path) throws StepFailedException, StepStoppedException, InterruptedException {
    requireInside(path);
    return host.look(RemoteCommand.of("test", "-e", host.paths().release(release) + "/" + path))
        .ok();
  }

  /** Removes the directory with everything in it, and what was uploaded to make it. */
  void remove() throws StepFailedException, StepStoppedException, InterruptedException {
    host.require(
        "Remove " + incoming(),
        RemoteCommand.script("rm -f -- \"$1\" \"$1\".partial-*", incoming()));
    if (!ReleaseDirectory.remove(host, release)) {
      throw new StepFailedException(
          Failure.of(
              "Release " + release + " on " + host.ssh().address(),
              "a slot links to it, so it is not removed",
              "Start a new release instead of building this one again"));
    }
  }

  private String incoming() {
    return host.paths().own() + "/" + release + ".tar.gz";
  }

  private String marker() {
    return host.paths().release(release) + "/.slipway/workspace";
  }

  private static String[] with(List<String> tail, String... head) {
    return Stream.concat(Stream.of(head), tail.stream()).toArray(String[]::new);
  }

  static void requireInside(String path) {
    if (path.isEmpty()
        || path.startsWith("/")
        || path.startsWith("-")
        || List.of(path.split("/", -1)).contains("..")) {
      throw new IllegalArgumentException("Not a path below the release: " + path);
    }
  }
}
