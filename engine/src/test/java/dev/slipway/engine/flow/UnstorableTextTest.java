package dev.slipway.engine.flow;

import static dev.slipway.processes.catalogue.StepCatalogue.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.run.Outcome;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.RunStatus;
import dev.slipway.engine.step.Steps;
import dev.slipway.engine.task.Cancellation;
import dev.slipway.engine.task.Decisions;
import dev.slipway.engine.task.Tasks;
import dev.slipway.workers.git.CommitFetched;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.loop.EffectCodec;
import dev.slipway.workers.loop.StepReport;
import dev.slipway.workers.step.Failure;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** PostgreSQL keeps no NUL, and what runs on a host may print one at any time. */
@FlowTest
class UnstorableTextTest {

  private static final Failure FAILURE = new Failure("a\0a", "b\0b", "c\0c", "\0ELF", false, null);

  private final Runway runway;
  private final HandWorker worker;
  private final Steps steps;
  private final Tasks tasks;
  private final Decisions decisions;
  private final Cancellation cancellation;

  @Autowired
  UnstorableTextTest(
      Runway runway,
      HandWorker worker,
      Steps steps,
      Tasks tasks,
      Decisions decisions,
      Cancellation cancellation) {
    this.runway = runway;
    this.worker = worker;
    this.steps = steps;
    this.tasks = tasks;
    this.decisions = decisions;
    this.cancellation = cancellation;
  }

  @BeforeEach
  void clear() throws Exception {
    runway.clear();
  }

  @Test
  void inAFailureIsKeptWithAMarkInItsPlace() throws Exception {
    // given
    Run run = runway.release("staging");

    // when
    worker.report(runway.to(VERIFY), new StepReport.Failed(FAILURE));

    // then
    runway.rest();
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.RESTORED);
    assertThat(runway.now(run).failure())
        .isEqualTo(new Failure("a\ufffda", "b\ufffdb", "c\ufffdc", "\ufffdELF", false, null));
  }

  @Test
  void inWhatNobodyKnowsStillAsksAPerson() throws Exception {
    // given
    Run run = runway.release("staging");

    // when
    worker.report(runway.to(SWAP), new StepReport.Unknown(FAILURE));

    // then
    assertThat(runway.now(run).status()).isEqualTo(RunStatus.HELD);
    assertThat(tasks.list(true).getFirst().body()).contains("\ufffd");
  }

  @Test
  void inASummaryAndAnEffectLetsTheRunGoOn() throws Exception {
    // given
    runway.release("staging");
    Claim fetch = worker.expect(FETCH);
    var effect = new CommitFetched("1".repeat(40), "x\0\\y", "Rosa", Instant.EPOCH);

    // when
    worker.report(fetch, new StepReport.Done("1\0", new EffectCodec().encode(effect)));

    // then
    assertThat(steps.find(fetch.key().value()).orElseThrow().summary()).isEqualTo("1\ufffd");
    assertThat(new EffectCodec().newest(worker.expect(BUILD).effects(), CommitFetched.class))
        .hasValueSatisfying(kept -> assertThat(kept.subject()).isEqualTo("x\ufffd\\y"));
  }

  @Test
  void inWhatAStepIsDoingOrWaitsForIsShown() throws Exception {
    // given
    runway.release("staging");
    Claim fetch = worker.expect(FETCH);

    // when
    worker.progress(fetch, "status \0");
    String progress = steps.find(fetch.key().value()).orElseThrow().progress();
    worker.report(fetch, new StepReport.Waits("a lock \0", Duration.ofSeconds(1)));

    // then
    assertThat(progress).isEqualTo("status \ufffd");
    assertThat(steps.find(fetch.key().value()).orElseThrow().waitsFor()).isEqualTo("a lock \ufffd");
  }

  @Test
  void inAReasonIsKept() throws Exception {
    // given
    Run held = runway.release("staging");
    worker.doesNotKnow(runway.to(SWAP));
    Run waiting = runway.release("staging");

    // when
    decisions.decide(tasks.list(true).getFirst().id(), "ida", "haul-back", "no\0", null);
    cancellation.cancel(waiting.number(), "ida", "wrong\0");

    // then
    assertThat(tasks.of(held.number()).getFirst().reason()).isEqualTo("no\ufffd");
    assertThat(runway.now(waiting).cancelReason()).isEqualTo("wrong\ufffd");
  }
}
