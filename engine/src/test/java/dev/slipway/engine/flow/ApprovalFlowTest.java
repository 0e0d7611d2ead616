package dev.slipway.engine.flow;

import static dev.slipway.processes.catalogue.StepCatalogue.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.problem.ProblemException;
import dev.slipway.engine.run.Outcome;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.RunStatus;
import dev.slipway.engine.task.Decisions;
import dev.slipway.engine.task.Task;
import dev.slipway.engine.task.Tasks;
import dev.slipway.workers.plan.PlanConfirmed;
import org.flowable.engine.ManagementService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;

@FlowTest
class ApprovalFlowTest {

  private final Runway runway;
  private final HandWorker worker;
  private final Decisions decisions;
  private final Tasks tasks;
  private final ManagementService management;

  @Autowired
  ApprovalFlowTest(
      Runway runway,
      HandWorker worker,
      Decisions decisions,
      Tasks tasks,
      ManagementService management) {
    this.runway = runway;
    this.worker = worker;
    this.decisions = decisions;
    this.tasks = tasks;
    this.management = management;
  }

  @BeforeEach
  void clear() throws Exception {
    runway.clear();
  }

  @Test
  void waitsForAnApprovalOfThePlan() throws Exception {
    // given
    Run run = runway.release("production");

    // when
    runway.rest();

    // then
    assertThat(runway.now(run).status()).isEqualTo(RunStatus.WAITING);
    assertThat(task().planDigest()).isEqualTo(Runway.DIGEST);
  }

  @Test
  void goesOnWhenApproved() throws Exception {
    // given
    Run run = runway.release("production");
    runway.rest();

    // when
    decisions.decide(task().id(), "otto", "approve", null, Runway.DIGEST);

    // then
    assertThat(runway.rest()).startsWith(TAKE_LEASE, RECONCILE, CONFIRM_PLAN, MIGRATE);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.LIVE);
  }

  @Test
  void discardsTheArtifactWhenRejected() throws Exception {
    // given
    Run run = runway.release("production");
    runway.rest();

    // when
    decisions.decide(task().id(), "otto", "reject", "Not on a Friday", null);

    // then
    assertThat(runway.rest()).containsExactly(DISCARD_ARTIFACT, NOTIFY);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(runway.now(run).words()).contains("otto", "Not on a Friday");
  }

  @Test
  void countsAsRejectedWhenNobodyAnswersInTime() throws Exception {
    // given
    Run run = runway.release("production");
    runway.rest();
    var timer = management.createTimerJobQuery().singleResult();

    // when
    management.moveTimerToExecutableJob(timer.getId());
    management.executeJob(timer.getId());

    // then
    assertThat(tasks.of(run.number())).extracting(Task::decision).containsExactly("expired");
    assertThat(runway.rest()).containsExactly(DISCARD_ARTIFACT, NOTIFY);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.REJECTED);
  }

  @Test
  void refusesASecondDecision() throws Exception {
    // given
    runway.release("production");
    runway.rest();
    long task = task().id();
    decisions.decide(task, "otto", "approve", null, null);

    // then
    assertThatThrownBy(() -> decisions.decide(task, "ida", "reject", "No", null))
        .hasMessageContaining("approve, by otto")
        .extracting(problem -> ((ProblemException) problem).status())
        .isEqualTo(HttpStatus.CONFLICT);
  }

  @Test
  void refusesADecisionOnAnotherPlan() throws Exception {
    // given
    runway.release("production");
    runway.rest();
    long task = task().id();

    // then
    assertThatThrownBy(() -> decisions.decide(task, "otto", "approve", null, "sha256:other"))
        .extracting(problem -> ((ProblemException) problem).status())
        .isEqualTo(HttpStatus.CONFLICT);
    assertThat(task().open()).isTrue();
  }

  @Test
  void refusesARejectionWithoutAReason() throws Exception {
    // given
    runway.release("production");
    runway.rest();
    long task = task().id();

    // then
    assertThatThrownBy(() -> decisions.decide(task, "otto", "reject", " ", null))
        .extracting(problem -> ((ProblemException) problem).status())
        .isEqualTo(HttpStatus.BAD_REQUEST);
  }

  @Test
  void asksAgainWhenThePlanChangedUnderTheLease() throws Exception {
    // given
    Run run = runway.release("production");
    runway.rest();
    decisions.decide(task().id(), "otto", "approve", null, null);
    var confirm = runway.to(CONFIRM_PLAN);

    // when
    worker.done(confirm, new PlanConfirmed("sha256:22", true, Runway.plan("sha256:22")));

    // then
    assertThat(runway.rest()).containsExactly(GIVE_BACK_LEASE, PLAN);
    assertThat(tasks.of(run.number())).extracting(Task::open).containsExactly(false, true);
    decisions.decide(task().id(), "otto", "approve", null, null);
    assertThat(runway.rest()).startsWith(TAKE_LEASE, RECONCILE, CONFIRM_PLAN, MIGRATE);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.LIVE);
  }

  private Task task() {
    var open = tasks.list(true);
    assertThat(open).hasSize(1);
    return open.getFirst();
  }
}
