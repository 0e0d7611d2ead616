package dev.slipway.engine.flow;

import static dev.slipway.engine.flow.HandWorker.EVERY_TOPIC;
import static dev.slipway.processes.catalogue.StepCatalogue.BUILD;
import static dev.slipway.processes.catalogue.StepCatalogue.FETCH;
import static dev.slipway.processes.catalogue.StepCatalogue.PLAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.engine.event.Bell;
import dev.slipway.engine.step.Step;
import dev.slipway.engine.step.StepAttempt;
import dev.slipway.engine.step.StepClaims;
import dev.slipway.engine.step.StepState;
import dev.slipway.engine.step.Steps;
import dev.slipway.engine.task.Cancellation;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.loop.EffectDocument;
import dev.slipway.workers.loop.NoLongerYoursException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A worker that completes a step is given the next one of the run in the same answer. */
@FlowTest
class HandOverTest {

  private final Runway runway;
  private final HandWorker worker;
  private final StepClaims claims;
  private final Steps steps;
  private final Cancellation cancellation;
  private final Bell bell;

  @Autowired
  HandOverTest(
      Runway runway,
      HandWorker worker,
      StepClaims claims,
      Steps steps,
      Cancellation cancellation,
      Bell bell) {
    this.runway = runway;
    this.worker = worker;
    this.claims = claims;
    this.steps = steps;
    this.cancellation = cancellation;
    this.bell = bell;
  }

  @BeforeEach
  @AfterEach
  void clear() throws Exception {
    runway.clear();
  }

  @Test
  void theNextStepArrivesInTheHandOfWhoCompletedTheOneBefore() throws Exception {
    // given
    runway.release("staging");

    // when
    Claim next = completed(runway.to(FETCH), EVERY_TOPIC).getFirst();

    // then
    Step step = steps.find(next.key().value()).orElseThrow();
    assertThat(next.topic()).isEqualTo(BUILD);
    assertThat(step.state()).isEqualTo(StepState.RUNNING);
    assertThat(step.worker()).isEqualTo("by hand");
    assertThat(step.fence()).isEqualTo(next.fence());
    assertThat(step.deadline()).isEqualTo(next.deadline());
    assertThat(steps.attempts(next.key()))
        .singleElement()
        .returns(1, StepAttempt::attempt)
        .returns("by hand", StepAttempt::worker)
        .returns(null, StepAttempt::endedAt);
  }

  @Test
  void whatIsHandedOverIsWhatAClaimWouldBe() throws Exception {
    // given
    runway.release("staging");

    // when
    Claim next = completed(runway.to(FETCH), EVERY_TOPIC).getFirst();

    // then
    Claim held = claims.held("by hand", next.key().value(), next.fence()).orElseThrow();
    assertThat(next.effects()).extracting(EffectDocument::type).containsExactly("CommitFetched");
    assertThat(next).usingRecursiveComparison().ignoringFields("timeLeft").isEqualTo(held);
    assertThat(next.timeLeft())
        .isBetween(held.timeLeft(), held.timeLeft().plus(Duration.ofMinutes(1)));
  }

  @Test
  void nobodyElseIsWokenForIt() throws Exception {
    // given
    runway.release("staging");
    Claim fetch = runway.to(FETCH);

    // when
    try (var arrived = bell.listen("arrived")) {
      completed(fetch, EVERY_TOPIC);

      // then
      assertThat(arrived.await(Duration.ZERO)).isFalse();
    }
  }

  @Test
  void aStepOfATopicThatTheWorkerDoesNotServeIsForOthers() throws Exception {
    // given
    runway.release("staging");
    Claim fetch = runway.to(FETCH);

    // when
    try (var arrived = bell.listen("arrived")) {
      assertThat(completed(fetch, Set.of(FETCH, PLAN))).isEmpty();

      // then
      assertThat(arrived.await(Duration.ZERO)).isTrue();
    }
    worker.expect(BUILD);
  }

  @Test
  void aReportThatIsRepeatedIsAnsweredAsItWas() throws Exception {
    // given
    var run = runway.release("staging");
    Claim fetch = runway.to(FETCH);
    Claim build = completed(fetch, EVERY_TOPIC).getFirst();

    // when
    List<Claim> again = completed(fetch, EVERY_TOPIC);

    // then
    assertThat(again)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("timeLeft")
        .containsExactly(build);
    assertThat(steps.of(run.number())).hasSize(2);
  }

  @Test
  void aRepeatedReportIsNotGivenWhatSomebodyHasTakenMeanwhile() throws Exception {
    // given
    runway.release("staging");
    Claim fetch = runway.to(FETCH);
    claims.giveBack(completed(fetch, EVERY_TOPIC).getFirst());
    worker.expect(BUILD);

    // when
    List<Claim> again = completed(fetch, EVERY_TOPIC);

    // then
    assertThat(again).isEmpty();
  }

  @Test
  void aReportIsRefusedFromWhoLostTheStepBeforeItWasDone() throws Exception {
    // given
    runway.release("staging");
    Claim fetch = runway.to(FETCH);
    claims.giveBack(fetch);
    completed(worker.expect(FETCH), EVERY_TOPIC);

    // then
    assertThatExceptionOfType(NoLongerYoursException.class)
        .isThrownBy(() -> completed(fetch, EVERY_TOPIC));
  }

  @Test
  void aHandedStepThatFailsIsAnsweredWithNothingMore() throws Exception {
    // given
    runway.release("staging");
    Claim build = completed(runway.to(FETCH), EVERY_TOPIC).getFirst();

    // when
    worker.fails(build);

    // then
    assertThat(steps.find(build.key().value()).orElseThrow().state()).isEqualTo(StepState.FAILED);
  }

  @Test
  void aCancelledRunIsHandedNoFurtherStep() throws Exception {
    // given
    var run = runway.release("staging");
    Claim fetch = runway.to(FETCH);
    cancellation.cancel(run.number(), "rosa", "not today");

    // when
    List<Claim> next = completed(fetch, EVERY_TOPIC);

    // then
    assertThat(next).isEmpty();
    assertThat(runway.now(run).haulingBack()).isTrue();
    assertThat(steps.of(run.number())).extracting(Step::state).doesNotContain(StepState.RUNNING);
  }

  private List<Claim> completed(Claim claim, Set<Topic> next) throws Exception {
    return worker.done(claim, Runway.effect(claim), next);
  }
}
