package dev.slipway.workers.build;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.processes.definition.BuildCommand;
import dev.slipway.workers.git.CommitFetched;
import dev.slipway.workers.git.GitMirror;
import dev.slipway.workers.git.GitMirrors;
import dev.slipway.workers.host.TargetHost;
import dev.slipway.workers.ssh.JobResult;
import dev.slipway.workers.ssh.RemoteJob;
import dev.slipway.workers.ssh.SshHosts;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepWorker;
import dev.slipway.workers.step.UnfinishedStep;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a release directory of a commit on the host: unpacked, linked, built, listed, and made a
 * release by the manifest that is written last.
 */
public final class BuildWorker implements StepWorker {

  // The deadline of the step is shorter, and applies.
  private static final Duration LIMIT = Duration.ofHours(24);

  private final GitMirrors mirrors;
  private final SshHosts hosts;
  private final Clock wall;

  /**
   * @param wall dates releases
   */
  public BuildWorker(GitMirrors mirrors, SshHosts hosts, Clock wall) {
    this.mirrors = mirrors;
    this.hosts = hosts;
    this.wall = wall;
  }

  @Override
  public Topic topic() {
    return StepCatalogue.BUILD;
  }

  @Override
  public StepResult perform(StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    String release = step.run().release();
    String commit = step.requireEffect(CommitFetched.class).commit();
    UnfinishedStep unfinished = new UnfinishedStep(step, topic());
    TargetHost host;
    try {
      host = TargetHost.reach(hosts, step);
    } catch (StepFailedException e) {
      return unfinished.unseen(e);
    } catch (StepStoppedException e) {
      return unfinished.unseen(e);
    }
    Workspace workspace = new Workspace(host, release, step.key());
    try {
      return build(step, host, workspace, commit);
    } catch (StepFailedException e) {
      return unfinished.failed(e, workspace::removeIfMade);
    } catch (StepStoppedException e) {
      return unfinished.stopped(e, workspace::removeIfMade);
    }
  }

  private StepResult build(StepContext step, TargetHost host, Workspace workspace, String commit)
      throws StepFailedException, StepStoppedException, InterruptedException {
    ReleaseTree tree = new ReleaseTree(host, workspace.release());
    Optional<Manifest> built = tree.manifest();
    if (built.isPresent() && built.get().commit().equals(commit)) {
      step.log().note(workspace.release() + " was built by an earlier attempt of this step");
      return done(host, built.get());
    }
    workspace.requireShared();
    String unpacking = prepare(step, host, workspace, commit);
    List<BuildCommand> commands = step.environment().build();
    for (int i = 0; i < commands.size(); i++) {
      step.progress("Command " + (i + 1) + " of " + commands.size());
      Optional<Failure> unknown =
          run(step, host, workspace, unpacking, commands.get(i), i + 1, commit);
      if (unknown.isPresent()) {
        return new StepResult.Unknown(unknown.get());
      }
    }
    step.progress("Listing what was built");
    ReleaseTree.Seal seal = tree.seal();
    Manifest manifest =
        new Manifest(workspace.release(), commit, seal.digest(), wall.instant(), seal.bytes());
    tree.write(manifest);
    return done(host, manifest);
  }

  private String prepare(StepContext step, TargetHost host, Workspace workspace, String commit)
      throws StepFailedException, StepStoppedException, InterruptedException {
    Optional<String> unpacked = workspace.unpacked();
    if (unpacked.isPresent()) {
      step.log().note("The commit is unpacked already; going on with the build");
      return unpacked.get();
    }
    GitMirror mirror = mirrors.of(step.application(), step::secret, step::checkStop);
    if (!mirror.holds(commit)) {
      // The commit was fetched by another worker.
      mirror.update();
    }
    step.progress("Packing the commit");
    CommitArchive archive = CommitArchive.of(mirror, commit);
    try {
      new HostSpace(host)
          .require(archive.bytes(), mirror.files(commit, Integer.MAX_VALUE).entries().size());
      step.progress("Uploading the commit");
      return workspace.unpack(archive);
    } finally {
      try {
        archive.close();
      } catch (IOException e) {
        step.log().note("A temporary archive is left behind: " + e.getMessage());
      }
    }
  }

  /** Runs a command to its end. What it returns is why nobody knows whether it has ended. */
  private static Optional<Failure> run(
      StepContext step,
      TargetHost host,
      Workspace workspace,
      String unpacking,
      BuildCommand command,
      int number,
      String commit)
      throws StepFailedException, StepStoppedException, InterruptedException {
    String directory = host.paths().release(workspace.release());
    if (!command.in().equals(".")) {
      Workspace.requireInside(command.in());
      directory += "/" + command.in();
    }
    Map<String, String> variables = new HashMap<>(host.platform().variables());
    variables.putAll(Map.of("CI", "1", "RELEASE", workspace.release(), "COMMIT", commit));
    step.log().note("$ " + command.run());
    JobResult result =
        host.ssh()
            .job(
                step,
                new RemoteJob(
                    "build-" + number + "-" + unpacking,
                    command.run(),
                    directory,
                    variables,
                    LIMIT,
                    host.paths().jobs(),
                    host.fence()));
    String what = "Build command " + number + ", `" + command.run() + "`";
    if (result.mayRun()) {
      return Optional.of(
          Failure.of(
                  what,
                  result.end(),
                  "Look on the host for what is left of it and end it; its release directory was"
                      + " left as it is")
              .withEvidence(result.tail()));
    }
    if (!result.ok()) {
      Failure failure =
          Failure.of(what, result.end(), "Correct it in the repository or the application file")
              .withEvidence(result.tail());
      throw new StepFailedException(
          result.status().isPresent()
              ? failure.withExitStatus(result.status().getAsInt())
              : failure);
    }
    Optional<String> produces = command.produces();
    if (produces.isPresent() && !workspace.has(produces.get())) {
      throw new StepFailedException(
          Failure.of(
                  what,
                  "it ended well, yet there is no " + produces.get() + " in the release",
                  "Correct the command, or `produces` in the application file")
              .withEvidence(result.tail()));
    }
    return Optional.empty();
  }

  private static StepResult done(TargetHost host, Manifest manifest) {
    return StepResult.done(
        manifest.release() + " is built, " + manifest.digest().substring(0, 19),
        new ArtifactBuilt(
            manifest.release(),
            manifest.commit(),
            manifest.digest(),
            host.paths().release(manifest.release()),
            manifest.bytes()));
  }
}
