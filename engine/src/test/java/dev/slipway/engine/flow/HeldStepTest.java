package dev.slipway.engine.flow;

import static dev.slipway.processes.catalogue.StepCatalogue.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.run.Outcome;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.RunStatus;
import dev.slipway.engine.task.Choice;
import dev.slipway.engine.task.Decisions;
import dev.slipway.engine.task.Task;
import dev.slipway.engine.task.Tasks;
import dev.slipway.workers.loop.Claim;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@FlowTest
class HeldStepTest {

  private final Runway runway;
  private final HandWorker worker;
  private final Decisions decisions;
  private final Tasks tasks;
  private final JdbcClient jdbc;

  @Autowired
  HeldStepTest(
      Runway runway, HandWorker worker, Decisions decisions, Tasks tasks, JdbcClient jdbc) {
    this.runway = runway;
    this.worker = worker;
    this.decisions = decisions;
    this.tasks = tasks;
    this.jdbc = jdbc;
  }

  @BeforeEach
  void clear() throws Exception {
    runway.clear();
  }

  @Test
  void aFailingUndoIsTriedAloneAsOftenAsTheCatalogueSaysAndThenHeld() throws Exception {
    // given
    Run run = runway.release("staging");
    worker.fails(runway.to(VERIFY));

    // when
    for (int tries = 0; tries < 3; tries++) {
      worker.failsForNow(worker.expect(SWAP_BACK));
      worker.expectNothing();
      endPauses();
    }

    // then
    worker.expectNothing();
    assertThat(runway.now(run).status()).isEqualTo(RunStatus.HELD);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.NEEDS_HUMAN);
    assertThat(task().choices()).extracting(Choice::id).containsExactly("retry", "skip", "hold");
  }

  @Test
  void aHeldRunKeepsTheLease() throws Exception {
    // given
    Run held = runway.release("staging");
    worker.fails(runway.to(VERIFY));
    worker.fails(runway.to(SWAP_BACK));

    // when
    Run next = runway.release("staging");
    runway.rest();

    // then
    assertThat(runway.now(next).waitsFor()).contains("held by run " + held.number());
  }

  @Test
  void aRetriedUndoGoesOnWithTheOthersInOrder() throws Exception {
    // given
    Run run = runway.release("staging");
    worker.fails(runway.to(VERIFY));
    worker.fails(runway.to(SWAP_BACK));

    // when
    decide("retry");

    // then
    assertThat(runway.now(run).status()).isEqualTo(RunStatus.HAULING_BACK);
    assertThat(runway.rest())
        .containsExactly(SWAP_BACK, STOP_CANDIDATE, GIVE_BACK_LEASE, DISCARD_ARTIFACT, NOTIFY);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.RESTORED);
  }

  @Test
  void anUndoDoneByHandGoesOnWithTheOthersInOrder() throws Exception {
    // given
    Run run = runway.release("staging");
    worker.fails(runway.to(VERIFY));
    worker.fails(runway.to(SWAP_BACK));

    // when
    decide("skip");

    // then
    assertThat(runway.rest())
        .containsExactly(STOP_CANDIDATE, GIVE_BACK_LEASE, DISCARD_ARTIFACT, NOTIFY);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.RESTORED);
  }

  @Test
  void anUnknownResultIsNeverGuessed() throws Exception {
    // given
    Run run = runway.release("staging");

    // when
    worker.doesNotKnow(runway.to(SWAP));

    // then
    worker.expectNothing();
    assertThat(runway.now(run).status()).isEqualTo(RunStatus.HELD);
    assertThat(task().title()).contains("did it happen?");
    assertThat(task().choices())
        .extracting(Choice::id)
        .containsExactly("retry", "haul-back", "hold");
  }

  @Test
  void aHeldStepThatIsTriedAgainGoesForward() throws Exception {
    // given
    Run run = runway.release("staging");
    worker.doesNotKnow(runway.to(SWAP));

    // when
    decide("retry");

    // then
    assertThat(runway.now(run).status()).isEqualTo(RunStatus.RUNNING);
    assertThat(runway.rest()).startsWith(SWAP, VERIFY, BAKE);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.LIVE);
  }

  @Test
  void aHeldStepThatIsGivenUpIsHauledBack() throws Exception {
    // given
    Run run = runway.release("staging");
    worker.doesNotKnow(runway.to(SWAP));

    // when
    decide("haul-back");

    // then
    assertThat(runway.rest())
        .containsExactly(STOP_CANDIDATE, GIVE_BACK_LEASE, DISCARD_ARTIFACT, NOTIFY);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.RESTORED);
  }

  @Test
  void aFailureAfterThePointOfNoReturnIsHeldAndNeverUndone() throws Exception {
    // given
    Run run = runway.release("staging");

    // when
    worker.fails(runway.to(PRUNE));

    // then
    worker.expectNothing();
    assertThat(runway.now(run).noReturn()).isTrue();
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.NEEDS_HUMAN);
    assertThat(task().choices()).extracting(Choice::id).containsExactly("retry", "skip", "hold");
  }

  @Test
  void aStepDoneByHandAfterThePointOfNoReturnLeadsToLive() throws Exception {
    // given
    Run run = runway.release("staging");
    worker.fails(runway.to(PRUNE));

    // when
    decide("skip");

    // then
    assertThat(runway.now(run).status()).isEqualTo(RunStatus.RUNNING);
    assertThat(runway.rest()).containsExactly(NOTIFY, GIVE_BACK_LEASE);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.LIVE);
  }

  @Test
  void aFailedNotificationOfAHaulBackIsHeldAndThenEndsTheRunAsItWould() throws Exception {
    // given
    Run run = runway.release("staging");
    worker.fails(runway.to(FETCH));
    worker.fails(runway.to(NOTIFY));

    // when
    decide("retry");

    // then
    assertThat(runway.now(run).status()).isEqualTo(RunStatus.HAULING_BACK);
    assertThat(runway.rest()).containsExactly(NOTIFY);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.RESTORED);
  }

  @Test
  void aRunThatEndsHoldsNoLeaseEvenIfGivingItBackWasSkipped() throws Exception {
    // given
    runway.release("staging");
    Claim giveBack = runway.to(GIVE_BACK_LEASE);
    worker.fails(giveBack);

    // when
    decide("skip");

    // then
    Run next = runway.live();
    assertThat(next.outcome()).isEqualTo(Outcome.LIVE);
  }

  private void decide(String choice) {
    decisions.decide(task().id(), "ida", choice, "Looked at it", null);
  }

  private Task task() {
    var open = tasks.list(true);
    assertThat(open).hasSize(1);
    return open.getFirst();
  }

  private void endPauses() {
    jdbc.sql("update step set not_before = null").update();
  }
}
