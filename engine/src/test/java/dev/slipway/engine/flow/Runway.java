package dev.slipway.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.release.RunStarts;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.Runs;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.build.ArtifactBuilt;
import dev.slipway.workers.git.CommitFetched;
import dev.slipway.workers.host.CandidateStarted;
import dev.slipway.workers.host.Pruned;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.loop.StepReport;
import dev.slipway.workers.plan.Plan;
import dev.slipway.workers.plan.PlanConfirmed;
import dev.slipway.workers.plan.Planned;
import dev.slipway.workers.reconcile.Reconciled;
import dev.slipway.workers.router.Swapped;
import dev.slipway.workers.step.Effect;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.flowable.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Leads runs of the test application from one place to the next; the lease is really taken. */
public final class Runway {

  static final String DIGEST = "sha256:11";
  private static final String COMMIT = "1a2b3c4d5e6f1a2b3c4d5e6f1a2b3c4d5e6f1a2b";

  private final RunStarts starts;
  private final Runs runs;
  private final HandWorker worker;
  private final List<StepWorker> enginesOwn;
  private final RuntimeService runtime;
  private final JdbcClient jdbc;

  Runway(
      RunStarts starts,
      Runs runs,
      HandWorker worker,
      List<StepWorker> enginesOwn,
      RuntimeService runtime,
      JdbcClient jdbc) {
    this.starts = starts;
    this.runs = runs;
    this.worker = worker;
    this.enginesOwn = List.copyOf(enginesOwn);
    this.runtime = runtime;
    this.jdbc = jdbc;
  }

  /** Forgets every run of the tests before. */
  public void clear() throws IOException {
    runtime
        .createProcessInstanceQuery()
        .excludeSubprocesses(true)
        .list()
        .forEach(left -> runtime.deleteProcessInstance(left.getId(), "the next test begins"));
    jdbc.sql(
            "truncate run, step, task, release, serving, lease, lease_queue, finding, event,"
                + " log_line cascade")
        .update();
    Files.writeString(FlowTestDirectory.APPLICATION, TestApplication.YAML);
  }

  /** Lets runs that find staging busy do as this policy says. */
  void whenBusy(String policy) throws IOException {
    Files.writeString(
        FlowTestDirectory.APPLICATION,
        TestApplication.YAML.replace(
            "  production:\n", "    when-busy: " + policy + "\n  production:\n"));
  }

  public Run release(String environment) {
    return starts.release("harbour", environment, "main", "rosa");
  }

  Run rollback(String environment, String release) {
    return starts.rollback("harbour", environment, release, "rosa");
  }

  /** A release to staging, from its start until it is live. */
  public Run live() throws Exception {
    Run run = release("staging");
    rest();
    return runs.get(run.number());
  }

  public Run now(Run run) {
    return runs.get(run.number());
  }

  /** Lets every step succeed up to one of this topic, which is claimed. */
  public Claim to(Topic topic) throws Exception {
    while (true) {
      List<Claim> claims = worker.claim();
      assertThat(claims).as("what there is to do before %s", topic).hasSize(1);
      Claim claim = claims.getFirst();
      if (claim.topic().equals(topic)) {
        return claim;
      }
      succeed(claim);
    }
  }

  /** Lets every step succeed until there is nothing to do, and says which did. */
  List<Topic> rest() throws Exception {
    List<Topic> done = new ArrayList<>();
    for (List<Claim> claims = worker.claim(); !claims.isEmpty(); claims = worker.claim()) {
      for (Claim claim : claims) {
        done.add(claim.topic());
        succeed(claim);
      }
    }
    return done;
  }

  /** Lets a step succeed with the effect that it should have. */
  public void succeed(Claim claim) throws Exception {
    for (StepWorker own : enginesOwn) {
      if (own.topic().equals(claim.topic())) {
        perform(own, claim);
        return;
      }
    }
    worker.done(claim, effect(claim));
  }

  private void perform(StepWorker own, Claim claim) throws Exception {
    switch (own.perform(new HandContext(claim))) {
      case StepResult.Done done -> worker.done(claim, done.summary(), done.effect().orElse(null));
      case StepResult.Waits waits ->
          worker.report(claim, new StepReport.Waits(waits.forWhat(), waits.lookAgainAfter()));
      case StepResult.Unknown unknown ->
          worker.report(claim, new StepReport.Unknown(unknown.seen()));
    }
  }

  static @Nullable Effect effect(Claim claim) {
    String release = claim.run().release();
    Topic topic = claim.topic();
    if (topic.equals(StepCatalogue.FETCH)) {
      return new CommitFetched(COMMIT, "Paint the hull", "Rosa", Instant.EPOCH);
    } else if (topic.equals(StepCatalogue.BUILD)) {
      return new ArtifactBuilt(release, COMMIT, "sha256:00", "/srv/harbour", 1);
    } else if (topic.equals(StepCatalogue.PLAN)) {
      return new Planned(plan(DIGEST), claim.run().environment().equals("production"));
    } else if (topic.equals(StepCatalogue.RECONCILE)) {
      return new Reconciled(claim.run().serving(), false, 0);
    } else if (topic.equals(StepCatalogue.CONFIRM_PLAN)) {
      return new PlanConfirmed(DIGEST, false, plan(DIGEST));
    } else if (topic.equals(StepCatalogue.START_CANDIDATE)) {
      return new CandidateStarted("blue", 8001, release, "harbour@blue", null, null);
    } else if (topic.equals(StepCatalogue.SWAP)) {
      return new Swapped(null, "blue", 40, 0, 0, Instant.EPOCH);
    } else if (topic.equals(StepCatalogue.PRUNE)) {
      return new Pruned(claim.run().disposable());
    }
    return null;
  }

  static Plan plan(String digest) {
    return new Plan(
        digest, "main", COMMIT, null, List.of(), false, List.of(), false, "first", List.of(),
        List.of(), null, null, List.of());
  }
}
