package dev.slipway.engine.flow;

import static dev.slipway.processes.catalogue.StepCatalogue.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.release.Release;
import dev.slipway.engine.release.Releases;
import dev.slipway.engine.release.RunStarts;
import dev.slipway.engine.run.Outcome;
import dev.slipway.engine.run.Run;
import dev.slipway.workers.loop.Claim;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@FlowTest
class RollbackFlowTest {

  private final Runway runway;
  private final HandWorker worker;
  private final Releases releases;
  private final RunStarts starts;

  @Autowired
  RollbackFlowTest(Runway runway, HandWorker worker, Releases releases, RunStarts starts) {
    this.runway = runway;
    this.worker = worker;
    this.releases = releases;
    this.starts = starts;
  }

  @BeforeEach
  void clear() throws Exception {
    runway.clear();
  }

  @Test
  void goesBackToAProvenReleaseAndBuildsNothing() throws Exception {
    // given
    Run first = runway.live();
    runway.live();

    // when
    Run back = runway.rollback("staging", first.release());

    // then
    assertThat(runway.rest())
        .containsExactly(
            CHECK_ARTIFACT,
            PLAN,
            TAKE_LEASE,
            RECONCILE,
            CONFIRM_PLAN,
            START_CANDIDATE,
            CHECK_HEALTH,
            SWAP,
            VERIFY,
            BAKE,
            RETIRE,
            PRUNE,
            NOTIFY,
            GIVE_BACK_LEASE);
    assertThat(runway.now(back).outcome()).isEqualTo(Outcome.LIVE);
    assertThat(serving()).isEqualTo(first.release());
  }

  @Test
  void changesNothingWhenTheArtifactIsMissing() throws Exception {
    // given
    Run first = runway.live();
    Run second = runway.live();
    Run back = runway.rollback("staging", first.release());

    // when
    worker.fails(worker.expect(CHECK_ARTIFACT));

    // then
    assertThat(runway.rest()).containsExactly(NOTIFY);
    assertThat(runway.now(back).outcome()).isEqualTo(Outcome.RESTORED);
    assertThat(serving()).isEqualTo(second.release());
  }

  @Test
  void leavesWhatServesWhenItFailsAfterTheSwap() throws Exception {
    // given
    Run first = runway.live();
    Run second = runway.live();
    Run back = runway.rollback("staging", first.release());

    // when
    worker.fails(runway.to(VERIFY));

    // then
    assertThat(runway.rest()).containsExactly(SWAP_BACK, STOP_CANDIDATE, GIVE_BACK_LEASE, NOTIFY);
    assertThat(runway.now(back).outcome()).isEqualTo(Outcome.RESTORED);
    assertThat(serving()).isEqualTo(second.release());
  }

  @Test
  void saysWhyAReleaseCannotBeGoneBackTo() throws Exception {
    // given
    Run good = runway.live();
    Run serving = runway.live();
    Run failed = runway.release("staging");
    worker.fails(runway.to(VERIFY));
    runway.rest();
    Run unproven = runway.release("staging");
    runway.to(PLAN);

    // then
    assertThat(starts.whyNot(release(good))).isEmpty();
    assertThat(starts.whyNot(release(failed))).contains("its run was hauled back");
    assertThat(starts.whyNot(release(serving))).contains("it serves now");
    assertThat(starts.whyNot(release(unproven))).contains("it has not proven itself");
  }

  @Test
  void refusesBeforeAnythingStartsAndNamesWhatCanBeGoneBackTo() throws Exception {
    // given
    Run good = runway.live();
    Run serving = runway.live();

    // then
    assertThatThrownBy(() -> runway.rollback("staging", serving.release()))
        .hasMessageContaining("it serves now");
    worker.expectNothing();
    assertThat(starts.whyNot(release(good))).isEmpty();
  }

  @Test
  void retentionKeepsWhatServesAndTheNewestGoodOnesBesideThePinned() throws Exception {
    // given
    Run oldest = runway.live();
    for (int kept = 0; kept < 5; kept++) {
      runway.live();
    }
    Run pinned = runway.live();
    releases.pin("harbour", "staging", pinned.release(), true);
    Run failed = runway.release("staging");
    worker.fails(runway.to(VERIFY));
    runway.rest();
    runway.release("staging");

    // when
    Claim prune = runway.to(PRUNE);

    // then
    assertThat(prune.run().disposable()).containsExactly(runway.now(failed).release());
    assertThat(starts.whyNot(release(oldest))).contains("its artifact was removed");
  }

  @Test
  void retentionKeepsWhatAWaitingRollbackGoesBackTo() throws Exception {
    // given
    Run oldest = runway.live();
    for (int newer = 0; newer < 5; newer++) {
      runway.live();
    }
    runway.release("staging");
    Claim bake = runway.to(BAKE);
    runway.rollback("staging", oldest.release());
    Claim check = worker.expect(CHECK_ARTIFACT);

    // when
    runway.succeed(bake);
    Claim retire = worker.expect(RETIRE);

    // then
    assertThat(retire.run().disposable()).doesNotContain(oldest.release());
    assertThat(check.run().target()).isNotNull();
  }

  private Release release(Run run) {
    return releases.find("harbour", "staging", runway.now(run).release()).orElseThrow();
  }

  private String serving() {
    return releases.serving("harbour", "staging").orElseThrow().release().id();
  }
}
