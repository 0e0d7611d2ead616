package dev.slipway.engine.flow;

import static dev.slipway.processes.catalogue.StepCatalogue.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.run.Outcome;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.RunStatus;
import java.nio.file.Files;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@FlowTest
class ReleaseFlowTest {

  private final Runway runway;
  private final HandWorker worker;
  private final JdbcClient jdbc;

  @Autowired
  ReleaseFlowTest(Runway runway, HandWorker worker, JdbcClient jdbc) {
    this.runway = runway;
    this.worker = worker;
    this.jdbc = jdbc;
  }

  @BeforeEach
  void clear() throws Exception {
    runway.clear();
  }

  @Test
  void aFirstReleaseGoesThroughEveryStepButRetiresNothing() throws Exception {
    // given
    Run run = runway.release("staging");

    // when
    var topics = runway.rest();

    // then
    assertThat(topics)
        .containsExactly(
            FETCH,
            BUILD,
            PLAN,
            TAKE_LEASE,
            RECONCILE,
            CONFIRM_PLAN,
            START_CANDIDATE,
            CHECK_HEALTH,
            SWAP,
            VERIFY,
            BAKE,
            PRUNE,
            NOTIFY,
            GIVE_BACK_LEASE);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.LIVE);
  }

  @Test
  void aLaterReleaseRetiresWhatServedBefore() throws Exception {
    // given
    runway.live();
    runway.release("staging");

    // when
    var topics = runway.rest();

    // then
    assertThat(topics).containsSubsequence(BAKE, RETIRE, PRUNE);
  }

  @Test
  void aFailedStepUndoesWhatWasProvenNewestFirstOneAtATime() throws Exception {
    // given
    Run run = runway.release("staging");

    // when
    worker.fails(runway.to(VERIFY));

    // then
    assertThat(runway.now(run).status()).isEqualTo(RunStatus.HAULING_BACK);
    assertThat(runway.rest())
        .containsExactly(SWAP_BACK, STOP_CANDIDATE, GIVE_BACK_LEASE, DISCARD_ARTIFACT, NOTIFY);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.RESTORED);
    assertThat(runway.now(run).words()).contains("failed: Step verify: the test says so.");
  }

  @Test
  void whatWasNeverProvenIsNotUndone() throws Exception {
    // given
    Run run = runway.release("staging");

    // when
    worker.fails(runway.to(START_CANDIDATE));

    // then
    assertThat(runway.rest()).containsExactly(GIVE_BACK_LEASE, DISCARD_ARTIFACT, NOTIFY);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.RESTORED);
  }

  @Test
  void undoesInTheOrderOfCompletionWhateverTheClockSaid() throws Exception {
    // given
    runway.release("staging");
    var verify = runway.to(VERIFY);
    jdbc.sql(
            "update act_ru_event_subscr set created_ = timestamp '2026-01-01'"
                + " - (select count(*) from step where step.activity = activity_id_"
                + " and topic = 'swap') * interval '1 hour'")
        .update();

    // when
    worker.fails(verify);

    // then
    assertThat(runway.rest()).containsSubsequence(SWAP_BACK, STOP_CANDIDATE);
  }

  @Test
  void aStepThatWaitsByDefinitionHasTheTimeForIt() throws Exception {
    // given
    runway.release("staging");
    Instant begin = Instant.now();

    // when
    var health = runway.to(CHECK_HEALTH);

    // then
    assertThat(health.deadline()).isAfter(begin.plus(SPARE).plusSeconds(60));
  }

  @Test
  void aStepThatMayFailForAWhileIsTriedAgainAfterAPause() throws Exception {
    // given
    runway.release("staging");
    worker.failsForNow(runway.to(FETCH));
    worker.expectNothing();

    // when
    endPauses();

    // then
    assertThat(worker.expect(FETCH).attempt()).isEqualTo(2);
  }

  @Test
  void aStepIsTriedNoMoreOftenThanTheCatalogueSays() throws Exception {
    // given
    Run run = runway.release("staging");
    worker.failsForNow(runway.to(FETCH));
    endPauses();

    // when
    worker.failsForNow(worker.expect(FETCH));

    // then
    assertThat(runway.now(run).status()).isEqualTo(RunStatus.HAULING_BACK);
  }

  @Test
  void aStepThatFailsForGoodIsNotTriedAgain() throws Exception {
    // given
    Run run = runway.release("staging");

    // when
    worker.fails(runway.to(FETCH));

    // then
    assertThat(runway.now(run).status()).isEqualTo(RunStatus.HAULING_BACK);
  }

  @Test
  void aRunKeepsTheDefinitionItStartedWith() throws Exception {
    // given
    runway.release("staging");
    runway.to(FETCH);

    // when
    Files.writeString(
        FlowTestDirectory.APPLICATION, TestApplication.YAML.replace("/health", "/changed"));
    jdbc.sql("update step set locked_until = now() - interval '1 second'").update();

    // then
    assertThat(worker.expect(FETCH).run().definition()).isEqualTo(TestApplication.YAML);
  }

  private void endPauses() {
    jdbc.sql("update step set not_before = null").update();
  }
}
