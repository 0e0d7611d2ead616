package dev.slipway.workers;

import dev.slipway.workers.build.BuildWorker;
import dev.slipway.workers.build.CheckArtifactWorker;
import dev.slipway.workers.build.DiscardArtifactWorker;
import dev.slipway.workers.git.FetchWorker;
import dev.slipway.workers.git.GitMirrors;
import dev.slipway.workers.host.MigrateWorker;
import dev.slipway.workers.host.PruneWorker;
import dev.slipway.workers.host.RetireWorker;
import dev.slipway.workers.host.StartCandidateWorker;
import dev.slipway.workers.host.StopCandidateWorker;
import dev.slipway.workers.notify.NotifyWorker;
import dev.slipway.workers.plan.ConfirmPlanWorker;
import dev.slipway.workers.plan.PlanBuilder;
import dev.slipway.workers.plan.PlanWorker;
import dev.slipway.workers.reconcile.ReconcileWorker;
import dev.slipway.workers.ssh.SshHosts;
import dev.slipway.workers.step.StepWorker;
import dev.slipway.workers.swap.SwapBackWorker;
import dev.slipway.workers.swap.SwapWorker;
import dev.slipway.workers.verify.BakeWorker;
import dev.slipway.workers.verify.CheckHealthWorker;
import dev.slipway.workers.verify.VerifyWorker;
import java.time.Clock;
import java.util.List;

/** Every worker that ships with Slipway; the lease is the engine's own. */
public final class StepWorkers {

  private StepWorkers() {}

  /**
   * One worker for each topic but those of the lease.
   *
   * @param mirrors where repositories are mirrored
   * @param hosts the connections that the workers share
   * @param steady measures pauses and waits
   * @param wall dates what people read, and releases
   */
  public static List<StepWorker> all(GitMirrors mirrors, SshHosts hosts, Clock steady, Clock wall) {
    PlanBuilder plans = new PlanBuilder(mirrors);
    return List.of(
        new FetchWorker(mirrors),
        new BuildWorker(mirrors, hosts, wall),
        new DiscardArtifactWorker(hosts),
        new CheckArtifactWorker(hosts),
        new PlanWorker(plans),
        new ConfirmPlanWorker(plans),
        new ReconcileWorker(hosts),
        new MigrateWorker(hosts),
        new StartCandidateWorker(hosts),
        new StopCandidateWorker(hosts, steady),
        new CheckHealthWorker(hosts, steady, wall),
        new SwapWorker(hosts, steady, wall),
        new SwapBackWorker(hosts, steady),
        new VerifyWorker(),
        new BakeWorker(steady, wall),
        new RetireWorker(hosts, steady),
        new PruneWorker(hosts),
        new NotifyWorker());
  }
}
