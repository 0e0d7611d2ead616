package dev.slipway.engine.flow;

import static dev.slipway.processes.catalogue.StepCatalogue.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.run.Outcome;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.task.Cancellation;
import dev.slipway.engine.task.Decisions;
import dev.slipway.engine.task.Tasks;
import dev.slipway.processes.model.Model;
import dev.slipway.processes.model.ShippedModels;
import dev.slipway.workers.plan.PlanConfirmed;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.flowable.engine.ManagementService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Walks every way through every shipped model, and draws what was walked. */
@FlowTest
class ModelCoverageTest {

  private static final Path PAGE = Path.of("target/model-coverage/index.html");

  private final Runway runway;
  private final HandWorker worker;
  private final Decisions decisions;
  private final Tasks tasks;
  private final Cancellation cancellation;
  private final ManagementService management;
  private final Flow flow;
  private final JdbcClient jdbc;
  private final Map<String, Set<String>> walked = new HashMap<>();

  @Autowired
  ModelCoverageTest(
      Runway runway,
      HandWorker worker,
      Decisions decisions,
      Tasks tasks,
      Cancellation cancellation,
      ManagementService management,
      Flow flow,
      JdbcClient jdbc) {
    this.runway = runway;
    this.worker = worker;
    this.decisions = decisions;
    this.tasks = tasks;
    this.cancellation = cancellation;
    this.management = management;
    this.flow = flow;
    this.jdbc = jdbc;
  }

  @Test
  void everyNodeAndSequenceFlowOfEveryShippedModelIsWalked() throws Exception {
    // given
    runway.clear();

    // when
    walkReleases();
    walkRollbacks();

    // then
    var page = new CoveragePage();
    Map<String, Set<String>> missing = new TreeMap<>();
    for (Model model : ShippedModels.all()) {
      Set<String> passed = walked.getOrDefault(model.key(), Set.of());
      page.add(model, passed);
      missing.put(model.key(), new ModelElements(model).missing(passed));
    }
    page.write(PAGE);
    assertThat(missing)
        .as("what no walk has come by; see " + PAGE)
        .allSatisfy((model, ids) -> assertThat(ids).as(model).isEmpty());
  }

  private void walkReleases() throws Exception {
    liveWithoutApproval(runway.release("staging"));
    liveWithoutApproval(runway.release("staging"));
    failing(runway.release("staging"));
    cancelled(runway.release("staging"));
    liveAfterTheChangeOfAPlan(runway.release("production"));
    liveAfterTheChangeOfAPlan(runway.release("production"));
    rejected(runway.release("production"));
    expired(runway.release("production"));
  }

  private void walkRollbacks() throws Exception {
    liveWithoutApproval(runway.rollback("staging", good("staging")));
    failing(runway.rollback("staging", good("staging")));
    cancelled(runway.rollback("staging", good("staging")));
    rejected(runway.rollback("production", good("production")));
    expired(runway.rollback("production", good("production")));
    liveAfterTheChangeOfAPlan(runway.rollback("production", good("production")));
    // As on a host that was set up anew.
    jdbc.sql("delete from serving").update();
    liveWithoutApproval(runway.rollback("staging", good("staging")));
  }

  private void liveWithoutApproval(Run run) throws Exception {
    runway.rest();
    ended(run, Outcome.LIVE);
  }

  private void liveAfterTheChangeOfAPlan(Run run) throws Exception {
    runway.rest();
    decide("approve");
    worker.done(
        runway.to(CONFIRM_PLAN), new PlanConfirmed("sha256:22", true, Runway.plan("sha256:22")));
    runway.rest();
    decide("approve");
    runway.rest();
    ended(run, Outcome.LIVE);
  }

  private void failing(Run run) throws Exception {
    worker.fails(runway.to(VERIFY));
    runway.rest();
    ended(run, Outcome.RESTORED);
  }

  private void cancelled(Run run) throws Exception {
    var plan = runway.to(PLAN);
    cancellation.cancel(run.number(), "ida", "Wrong branch");
    worker.stopsAsCancelled(plan);
    runway.rest();
    ended(run, Outcome.CANCELLED);
  }

  private void rejected(Run run) throws Exception {
    runway.rest();
    decide("reject");
    runway.rest();
    ended(run, Outcome.REJECTED);
  }

  private void expired(Run run) throws Exception {
    runway.rest();
    var timer = management.createTimerJobQuery().singleResult();
    management.moveTimerToExecutableJob(timer.getId());
    management.executeJob(timer.getId());
    runway.rest();
    ended(run, Outcome.REJECTED);
  }

  private void decide(String choice) {
    decisions.decide(tasks.list(true).getFirst().id(), "ida", choice, "Looked at it", null);
  }

  private void ended(Run run, Outcome outcome) {
    assertThat(runway.now(run).outcome()).isEqualTo(outcome);
    for (var passed : flow.passed(run.number())) {
      walked.computeIfAbsent(passed.process(), key -> new HashSet<>()).addAll(passed.elements());
    }
  }

  private String good(String environment) {
    return jdbc.sql(
            "select id from release r where environment = :environment and state = 'good'"
                + " and id not in (select release from serving) limit 1")
        .param("environment", environment)
        .query(String.class)
        .single();
  }
}
