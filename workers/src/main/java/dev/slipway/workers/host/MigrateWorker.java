package dev.slipway.workers.host;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.processes.definition.Migration;
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
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Brings the data up to the new version, with the new version's own code. */
public final class MigrateWorker implements StepWorker {

  // The deadline of the step is shorter, and applies.
  private static final Duration LIMIT = Duration.ofHours(24);

  private final SshHosts hosts;

  public MigrateWorker(SshHosts hosts) {
    this.hosts = hosts;
  }

  @Override
  public Topic topic() {
    return StepCatalogue.MIGRATE;
  }

  @Override
  public StepResult perform(StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    Optional<Migration> migration = step.environment().migration();
    if (migration.isEmpty()) {
      return StepResult.done("There is nothing to migrate");
    }
    if (step.run().kind().equals("rollback")) {
      return StepResult.done("A rollback leaves the data as it is");
    }
    UnfinishedStep unfinished = new UnfinishedStep(step, topic());
    TargetHost host;
    try {
      host = TargetHost.reach(hosts, step);
    } catch (StepFailedException e) {
      return unfinished.unseen(e);
    } catch (StepStoppedException e) {
      return unfinished.unseen(e);
    }
    return migrate(step, unfinished, host, migration.get());
  }

  private static StepResult migrate(
      StepContext step, UnfinishedStep unfinished, TargetHost host, Migration migration)
      throws StepFailedException, StepStoppedException, InterruptedException {
    String release = HostPaths.releaseOf(step.run());
    Map<String, String> variables = new HashMap<>(host.platform().variables());
    variables.put("RELEASE", release);
    RemoteJob job =
        new RemoteJob(
            "migrate",
            migration.run(),
            host.paths().release(release),
            variables,
            LIMIT,
            host.paths().jobs(),
            host.fence());
    JobResult result;
    try {
      result = host.ssh().job(step, job);
    } catch (StepFailedException e) {
      if (e.failure().retriable()) {
        return unfinished.unseen(e);
      }
      throw e;
    }
    if (result.ok()) {
      return StepResult.done("Migrated");
    }
    String what = "Migration on " + host.ssh().address();
    if (result.status().isEmpty()) {
      return new StepResult.Unknown(
          Failure.of(
                  what,
                  result.end(),
                  "Look at the data: did the migration happen? Then decide how to go on")
              .withEvidence(result.tail()));
    }
    throw new StepFailedException(
        Failure.of(
                what,
                "`" + migration.run() + "`: " + result.end(),
                "Read its output, correct the migration and start the run again; the data keeps"
                    + " what the migration has changed so far")
            .withEvidence(result.tail())
            .withExitStatus(result.status().getAsInt()));
  }
}
