package dev.slipway.engine.flow;

import static dev.slipway.processes.catalogue.StepCatalogue.CONFIRM_PLAN;
import static dev.slipway.processes.catalogue.StepCatalogue.DISCARD_ARTIFACT;
import static dev.slipway.processes.catalogue.StepCatalogue.GIVE_BACK_LEASE;
import static dev.slipway.processes.catalogue.StepCatalogue.NOTIFY;
import static dev.slipway.processes.catalogue.StepCatalogue.RECONCILE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.lease.Leases;
import dev.slipway.engine.release.Releases;
import dev.slipway.engine.run.Outcome;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.RunStatus;
import dev.slipway.engine.task.Choice;
import dev.slipway.engine.task.Decisions;
import dev.slipway.engine.task.Task;
import dev.slipway.engine.task.Tasks;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.reconcile.Reconciled;
import dev.slipway.workers.step.RunFacts.ReleaseFacts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@FlowTest
class ReconcileTest {

  private static final ReleaseFacts FOUND =
      new ReleaseFacts("r77-0a0a0a0a0a", "0a".repeat(20), "sha256:77", "green");

  private final Runway runway;
  private final HandWorker worker;
  private final Decisions decisions;
  private final Tasks tasks;
  private final Releases releases;
  private final Leases leases;

  @Autowired
  ReconcileTest(
      Runway runway,
      HandWorker worker,
      Decisions decisions,
      Tasks tasks,
      Releases releases,
      Leases leases) {
    this.runway = runway;
    this.worker = worker;
    this.decisions = decisions;
    this.tasks = tasks;
    this.releases = releases;
    this.leases = leases;
  }

  @BeforeEach
  void clear() throws Exception {
    runway.clear();
  }

  @Test
  void aContradictionIsHeldBeforeAnythingIsChanged() throws Exception {
    // given
    Run run = runway.release("staging");

    // when
    worker.doesNotKnow(runway.to(RECONCILE));

    // then
    worker.expectNothing();
    assertThat(runway.now(run).status()).isEqualTo(RunStatus.HELD);
    assertThat(task().title()).contains("not as the history says");
    assertThat(task().choices())
        .extracting(Choice::id)
        .containsExactly("accept", "retry", "haul-back", "hold");
  }

  @Test
  void whatWasAcceptedIsToldToTheNextLookWordForWord() throws Exception {
    // given
    runway.release("staging");
    worker.doesNotKnow(runway.to(RECONCILE));

    // when
    decide("accept");

    // then
    assertThat(worker.expect(RECONCILE).run().accepted()).isEqualTo("the test says so");
  }

  @Test
  void whatWasAcceptedServesFromThenOn() throws Exception {
    // given
    Run run = runway.release("staging");
    worker.doesNotKnow(runway.to(RECONCILE));
    decide("accept");

    // when
    worker.done(worker.expect(RECONCILE), new Reconciled(FOUND, true, 0));

    // then
    Claim confirm = worker.expect(CONFIRM_PLAN);
    assertThat(confirm.run().serving()).isEqualTo(FOUND);
    runway.succeed(confirm);
    runway.rest();
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.LIVE);
    assertThat(serving()).isEqualTo(runway.now(run).release());
  }

  @Test
  void thatNothingServesCanBeAccepted() throws Exception {
    // given
    runway.live();
    runway.release("staging");
    worker.doesNotKnow(runway.to(RECONCILE));
    decide("accept");

    // when
    worker.done(worker.expect(RECONCILE), new Reconciled(null, true, 0));

    // then
    assertThat(worker.expect(CONFIRM_PLAN).run().serving()).isNull();
  }

  @Test
  void aTokenThatOthersUsedIsOvertaken() throws Exception {
    // given
    runway.release("staging");
    worker.doesNotKnow(runway.to(RECONCILE));
    decide("accept");

    // when
    worker.done(worker.expect(RECONCILE), new Reconciled(FOUND, true, 41));

    // then
    assertThat(worker.expect(CONFIRM_PLAN).run().leaseFence()).isEqualTo(42);
    assertThat(leases.held("harbour", "staging").orElseThrow().fence()).isEqualTo(42);
  }

  @Test
  void aRunThatIsStoppedThereEndsAndGivesTheLeaseBack() throws Exception {
    // given
    Run run = runway.release("staging");
    worker.doesNotKnow(runway.to(RECONCILE));

    // when
    decide("haul-back");

    // then
    assertThat(runway.rest()).containsExactly(GIVE_BACK_LEASE, DISCARD_ARTIFACT, NOTIFY);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.RESTORED);
    assertThat(leases.held("harbour", "staging")).isEmpty();
  }

  private String serving() {
    return releases.serving("harbour", "staging").orElseThrow().release().id();
  }

  private void decide(String choice) {
    decisions.decide(task().id(), "ida", choice, "Looked at it", null);
  }

  private Task task() {
    var open = tasks.list(true);
    assertThat(open).hasSize(1);
    return open.getFirst();
  }
}
