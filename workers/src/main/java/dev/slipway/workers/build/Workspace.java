package dev.slipway.workers.build;

import dev.slipway.workers.host.HostPaths;
import dev.slipway.workers.host.ReleaseDirectory;
import dev.slipway.workers.host.RequiredFiles;
import dev.slipway.workers.host.TargetHost;
import dev.slipway.workers.ssh.CommandResult;
import dev.slipway.workers.ssh.RemoteCommand;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepKey;
import dev.slipway.workers.step.StepStoppedException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A fresh release directory with the files of one commit, ready to be built in.
 *
 * @param release the release's id
 * @param owner the key of the step that made it: only the same step goes on in it
 */
record Workspace(TargetHost host, String release, StepKey owner) {

  private static final String UNPACK =
      """
      set -e
      incoming=$2
      trap 'rm -f -- "$incoming"' EXIT
      mkdir -p -- "$1"
      tar -xzf "$2" -C "$1"
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

  /**
   * Which unpacking of the commit by this step is there, or empty if there is none. What was done
   * in one that has been removed says nothing of the next, so each has a name of its own.
   */
  Optional<String> unpacked()
      throws StepFailedException, StepStoppedException, InterruptedException {
    CommandResult read =
        host.look(RemoteCommand.script("[ ! -f \"$1\" ] || head -c 1024 -- \"$1\"", marker()));
    String[] words = read.out().strip().split(" ", -1);
    return read.ok()
            && words.length == 2
            && words[0].equals(owner.value())
            && words[1].matches("[0-9a-f]{8}")
        ? Optional.of(words[1])
        : Optional.empty();
  }

  /**
   * Makes the directory and unpacks the commit into it.
   *
   * @return the name of this unpacking
   */
  String unpack(CommitArchive archive)
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
    String name = UUID.randomUUID().toString().substring(0, 8);
    host.write(marker(), owner.value() + " " + name + "\n");
    return name;
  }

  /** Whether a path below the release exists. */
  boolean has(String path) throws StepFailedException, StepStoppedException, InterruptedException {
    requireInside(path);
    return host.look(RemoteCommand.of("test", "-e", host.paths().release(release) + "/" + path))
        .ok();
  }

  /** As {@link #remove}, and touches nothing where nothing was made. */
  void removeIfMade() throws StepFailedException, StepStoppedException, InterruptedException {
    CommandResult made =
        host.look(
            RemoteCommand.script(
                "ls -d -- \"$1\" \"$2\" \"$2\".partial-* 2>/dev/null || :",
                host.paths().release(release),
                incoming()));
    if (!made.out().isBlank()) {
      requireNothingRuns();
      remove();
    }
  }

  /** A worker before this one may have left a command of the build running in the directory. */
  private void requireNothingRuns()
      throws StepFailedException, StepStoppedException, InterruptedException {
    List<String> running = host.ssh().runningJobs(host.paths().jobs(), owner);
    if (!running.isEmpty()) {
      throw new StepFailedException(
          Failure.of(
                  "Release " + release + " on " + host.ssh().address(),
                  "a command of its build may still run in it, so it is not removed",
                  "Let Slipway look again; it finds the command and follows it to its end")
              .withEvidence(String.join("\n", running)));
    }
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
