package dev.slipway.engine.flow;

import static dev.slipway.processes.catalogue.StepCatalogue.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.problem.ProblemException;
import dev.slipway.engine.run.Outcome;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.RunStatus;
import dev.slipway.engine.task.Cancellation;
import dev.slipway.engine.task.Decisions;
import dev.slipway.engine.task.Tasks;
import dev.slipway.workers.loop.Claim;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;

@FlowTest
class CancellationTest {

  private final Runway runway;
  private final HandWorker worker;
  private final Cancellation cancellation;
  private final Decisions decisions;
  private final Tasks tasks;

  @Autowired
  CancellationTest(
      Runway runway,
      HandWorker worker,
      Cancellation cancellation,
      Decisions decisions,
      Tasks tasks) {
    this.runway = runway;
    this.worker = worker;
    this.cancellation = cancellation;
    this.decisions = decisions;
    this.tasks = tasks;
  }

  @BeforeEach
  void clear() throws Exception {
    runway.clear();
  }

  @Test
  void closesAnApprovalAndUndoesWhatWasDone() throws Exception {
    // given
    Run run = runway.release("production");
    runway.rest();

    // when
    cancel(run);

    // then
    assertThat(tasks.list(true)).isEmpty();
    assertThat(runway.rest()).containsExactly(DISCARD_ARTIFACT, NOTIFY);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void tellsTheStepInHandAndThenUndoes() throws Exception {
    // given
    Run run = runway.release("staging");
    Claim swap = runway.to(SWAP);
    assertThat(worker.source().renew(swap).cancelled()).isFalse();

    // when
    cancel(run);

    // then
    assertThat(worker.source().renew(swap).cancelled()).isTrue();
    worker.expectNothing();
    worker.stopsAsCancelled(swap);
    assertThat(runway.rest())
        .containsExactly(STOP_CANDIDATE, GIVE_BACK_LEASE, DISCARD_ARTIFACT, NOTIFY);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void asksNobodyForAnApprovalWhenItComesWhileThePlanIsMade() throws Exception {
    // given
    Run run = runway.release("production");
    Claim plan = runway.to(PLAN);
    cancel(run);

    // when
    runway.succeed(plan);

    // then
    assertThat(tasks.list(true)).isEmpty();
    assertThat(runway.rest()).containsExactly(DISCARD_ARTIFACT, NOTIFY);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void undoesAlsoAStepThatWasDoneBeforeItHeard() throws Exception {
    // given
    Run run = runway.release("staging");
    Claim swap = runway.to(SWAP);
    cancel(run);

    // when
    runway.succeed(swap);

    // then
    assertThat(runway.rest())
        .containsExactly(SWAP_BACK, STOP_CANDIDATE, GIVE_BACK_LEASE, DISCARD_ARTIFACT, NOTIFY);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void isHeardAlsoInTheLastMomentOfTheBake() throws Exception {
    // given
    Run run = runway.release("staging");
    Claim bake = runway.to(BAKE);
    cancel(run);

    // when
    runway.succeed(bake);

    // then
    assertThat(runway.rest())
        .containsExactly(SWAP_BACK, STOP_CANDIDATE, GIVE_BACK_LEASE, DISCARD_ARTIFACT, NOTIFY);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void endsTheWaitForTheLease() throws Exception {
    // given
    runway.release("staging");
    Claim bake = runway.to(BAKE);
    Run waiting = runway.release("staging");
    runway.rest();
    assertThat(runway.now(waiting).status()).isEqualTo(RunStatus.WAITING);

    // when
    cancel(waiting);

    // then
    assertThat(runway.rest()).containsExactly(DISCARD_ARTIFACT, NOTIFY);
    assertThat(runway.now(waiting).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(bake.run().run()).isNotEqualTo(waiting.number());
  }

  @Test
  void isRefusedPastThePointOfNoReturnNamingRollback() throws Exception {
    // given
    Run run = runway.release("staging");
    runway.to(PRUNE);

    // then
    assertRefused(run, "roll back");
  }

  @Test
  void isRefusedDuringTheHaulBack() throws Exception {
    // given
    Run run = runway.release("staging");
    worker.fails(runway.to(VERIFY));

    // then
    assertRefused(run, "hauled back already");
  }

  @Test
  void isRefusedWhileAFailingUndoIsHeld() throws Exception {
    // given
    Run run = runway.release("staging");
    worker.fails(runway.to(VERIFY));
    worker.fails(runway.to(SWAP_BACK));

    // then
    assertRefused(run, "hauled back already");
    assertThat(tasks.list(true)).hasSize(1);
  }

  @Test
  void neverStopsAnUndo() throws Exception {
    // given
    Run run = runway.release("staging");
    Claim swap = runway.to(SWAP);
    cancel(run);
    worker.stopsAsCancelled(swap);

    // when
    Claim undo = runway.to(STOP_CANDIDATE);

    // then
    assertThat(worker.source().renew(undo).cancelled()).isFalse();
    runway.succeed(undo);
    Claim notify = runway.to(NOTIFY);
    assertThat(worker.source().renew(notify).cancelled()).isFalse();
  }

  @Test
  void leavesAStepOfWhichNobodyKnowsToAPerson() throws Exception {
    // given
    Run run = runway.release("staging");
    Claim swap = runway.to(SWAP);
    cancel(run);

    // when
    worker.doesNotKnow(swap);

    // then
    worker.expectNothing();
    assertThat(runway.now(run).status()).isEqualTo(RunStatus.HELD);
    long task = tasks.list(true).getFirst().id();
    decisions.decide(task, "ida", "haul-back", "It did not happen", null);
    assertThat(runway.rest()).startsWith(STOP_CANDIDATE);
  }

  @Test
  void haulsBackARunThatIsHeldOnItsWay() throws Exception {
    // given
    Run run = runway.release("staging");
    worker.doesNotKnow(runway.to(SWAP));

    // when
    cancel(run);

    // then
    assertThat(tasks.list(true)).isEmpty();
    Claim again = worker.expect(SWAP);
    assertThat(worker.source().renew(again).cancelled()).isTrue();
    worker.stopsAsCancelled(again);
    assertThat(runway.rest())
        .containsExactly(STOP_CANDIDATE, GIVE_BACK_LEASE, DISCARD_ARTIFACT, NOTIFY);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void undoesWhatTurnsOutToHaveBeenDoneByAHeldStep() throws Exception {
    // given
    Run run = runway.release("staging");
    worker.doesNotKnow(runway.to(SWAP));
    cancel(run);

    // when
    runway.succeed(worker.expect(SWAP));

    // then
    assertThat(runway.rest())
        .containsExactly(SWAP_BACK, STOP_CANDIDATE, GIVE_BACK_LEASE, DISCARD_ARTIFACT, NOTIFY);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void letsAWorkerCleanUpBehindAnAttemptThatFailedForNow() throws Exception {
    // given
    Run run = runway.release("staging");
    worker.failsForNow(runway.to(BUILD));

    // when
    cancel(run);

    // then
    Claim again = worker.expect(BUILD);
    assertThat(again.run().cancelled()).isTrue();
    assertThat(worker.source().renew(again).cancelled()).isTrue();
    worker.stopsAsCancelled(again);
    assertThat(runway.rest()).containsExactly(NOTIFY);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.CANCELLED);
  }

  @Test
  void letsAWorkerCleanUpBehindOneThatHasGone() throws Exception {
    // given
    Run run = runway.release("staging");
    worker.source().giveBack(runway.to(START_CANDIDATE));

    // when
    cancel(run);

    // then
    worker.stopsAsCancelled(worker.expect(START_CANDIDATE));
    assertThat(runway.rest()).containsExactly(GIVE_BACK_LEASE, DISCARD_ARTIFACT, NOTIFY);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.CANCELLED);
  }

  private void cancel(Run run) {
    cancellation.cancel(run.number(), "ida", "Wrong branch");
  }

  private void assertRefused(Run run, String why) {
    assertThatThrownBy(() -> cancel(run))
        .hasMessageContaining(why)
        .extracting(problem -> ((ProblemException) problem).status())
        .isEqualTo(HttpStatus.CONFLICT);
  }
}
