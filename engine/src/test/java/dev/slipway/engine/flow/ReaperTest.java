package dev.slipway.engine.flow;

import static dev.slipway.processes.catalogue.StepCatalogue.BAKE;
import static dev.slipway.processes.catalogue.StepCatalogue.BUILD;
import static dev.slipway.processes.catalogue.StepCatalogue.STOP_CANDIDATE;
import static dev.slipway.processes.catalogue.StepCatalogue.SWAP;
import static dev.slipway.processes.catalogue.StepCatalogue.SWAP_BACK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.lease.Leases;
import dev.slipway.engine.reaper.Reaper;
import dev.slipway.engine.run.Outcome;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.RunStatus;
import dev.slipway.engine.step.StepState;
import dev.slipway.engine.step.Steps;
import dev.slipway.engine.task.Choice;
import dev.slipway.engine.task.Decisions;
import dev.slipway.engine.task.Task;
import dev.slipway.engine.task.Tasks;
import dev.slipway.workers.loop.Claim;
import org.flowable.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Breaks what should never break, and sees it found. */
@FlowTest
class ReaperTest {

  private final Runway runway;
  private final HandWorker worker;
  private final Reaper reaper;
  private final Leases leases;
  private final Steps steps;
  private final Tasks tasks;
  private final Decisions decisions;
  private final Flow flow;
  private final RuntimeService runtime;
  private final JdbcClient jdbc;

  @Autowired
  ReaperTest(
      Runway runway,
      HandWorker worker,
      Reaper reaper,
      Leases leases,
      Steps steps,
      Tasks tasks,
      Decisions decisions,
      Flow flow,
      RuntimeService runtime,
      JdbcClient jdbc) {
    this.runway = runway;
    this.worker = worker;
    this.reaper = reaper;
    this.leases = leases;
    this.steps = steps;
    this.tasks = tasks;
    this.decisions = decisions;
    this.flow = flow;
    this.runtime = runtime;
    this.jdbc = jdbc;
  }

  @BeforeEach
  void clear() throws Exception {
    runway.clear();
  }

  @Test
  void leavesRunsAloneThatGoOn() throws Exception {
    // given
    runway.release("production");
    runway.rest();
    runway.release("staging");
    runway.to(BAKE);
    runway.release("staging");
    runway.rest();
    jdbc.sql("update step set not_before = now() + interval '1 hour' where state = 'waiting'")
        .update();

    // when
    int acted = later();

    // then
    assertThat(acted).isZero();
    assertThat(tasks.list(true)).extracting(Task::kind).containsExactly("approve");
  }

  @Test
  void asksAboutARunThatHasLostItsStep() throws Exception {
    // given
    Run run = runway.release("staging");
    lose(runway.to(BAKE));

    // when
    later();

    // then
    assertThat(runway.now(run).status()).isEqualTo(RunStatus.HELD);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.NEEDS_HUMAN);
    assertThat(task().body()).contains("no step to be done", "stands at bake");
    assertThat(task().choices())
        .extracting(Choice::id)
        .containsExactly("look-again", "haul-back", "close", "hold");
  }

  @Test
  void doesNothingBeforeItHasSeenTheSameForAWhile() throws Exception {
    // given
    runway.release("staging");
    lose(runway.to(BAKE));

    // when
    int acted = reaper.round();

    // then
    assertThat(acted).isZero();
    assertThat(tasks.list(true)).isEmpty();
  }

  @Test
  void haulsBackARunThatHasLostItsStepIfAPersonSaysSo() throws Exception {
    // given
    Run run = runway.release("staging");
    lose(runway.to(BAKE));
    later();

    // when
    decide("haul-back");

    // then
    assertThat(runway.rest()).startsWith(SWAP_BACK, STOP_CANDIDATE);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.RESTORED);
  }

  @Test
  void asksAgainAboutARunThatIsStillLost() throws Exception {
    // given
    runway.release("staging");
    lose(runway.to(BAKE));
    later();

    // when
    decide("look-again");
    later();

    // then
    assertThat(task().body()).contains("no step to be done");
  }

  @Test
  void keepsWorkersFromARunWhoseProcessIsGone() throws Exception {
    // given
    Run run = runway.release("staging");
    runway.succeed(runway.to(BUILD));
    removeProcess(run);

    // when
    later();

    // then
    worker.expectNothing();
    assertThat(task().body()).contains("its process is gone");
    assertThat(task().choices())
        .extracting(Choice::id)
        .containsExactly("look-again", "close", "hold");
  }

  @Test
  void aRunThatIsClosedEndsAndFreesItsLease() throws Exception {
    // given
    Run run = runway.release("staging");
    runway.to(BAKE);
    removeProcess(run);
    later();

    // when
    decide("close");

    // then
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(runway.now(run).words()).contains("closed", "nothing was undone", "Looked at it");
    assertThat(leases.held("harbour", "staging")).isEmpty();
    assertThat(runway.live().outcome()).isEqualTo(Outcome.LIVE);
  }

  @Test
  void removesTheProcessOfARunThatHasEnded() throws Exception {
    // given
    Run run = runway.release("staging");
    runway.to(BAKE);
    jdbc.sql("update run set ended_at = now(), status = 'ended', outcome = 'live'").update();

    // when
    later();

    // then
    assertThat(flow.open(run.number())).isFalse();
    assertThat(steps.of(run.number()))
        .noneMatch(step -> step.state() == StepState.RUNNING || step.state() == StepState.READY);
  }

  @Test
  void removesAProcessWithoutARun() throws Exception {
    // given
    Run run = runway.release("staging");
    jdbc.sql("truncate run, step, task, release, serving cascade").update();

    // when
    later();

    // then
    assertThat(flow.open(run.number())).isFalse();
  }

  @Test
  void freesTheLeaseOfARunThatHasEnded() throws Exception {
    // given
    Run run = runway.live();
    jdbc.sql(
            "update lease set run = :run, taken_at = now(), heartbeat_at = now(),"
                + " expires_at = now()")
        .param("run", run.number())
        .update();

    // when
    later();

    // then
    assertThat(leases.held("harbour", "staging")).isEmpty();
  }

  @Test
  void asksAboutAHeldStepAgainWhoseTaskIsGone() throws Exception {
    // given
    runway.release("staging");
    worker.doesNotKnow(runway.to(SWAP));
    jdbc.sql("delete from task").update();

    // when
    later();

    // then
    assertThat(task().title()).contains("did it happen?");
    decide("retry");
    worker.expect(SWAP);
  }

  @Test
  void asksAboutAStepPastItsDeadlineWhoseWorkerIsSilent() throws Exception {
    // given
    Run run = runway.release("staging");
    Claim swap = runway.to(SWAP);
    jdbc.sql(
            "update step set deadline = now() - interval '1 minute',"
                + " locked_until = now() - interval '1 minute' where key = :key")
        .param("key", swap.key().value())
        .update();

    // when
    later();

    // then
    assertThat(runway.now(run).status()).isEqualTo(RunStatus.HELD);
    assertThat(task().body()).contains("its deadline was", "by hand");
  }

  @Test
  void asksAboutAStepThatNoWorkerTakes() throws Exception {
    // given
    Run run = runway.release("staging");

    // when
    later();

    // then
    assertThat(runway.now(run).status()).isEqualTo(RunStatus.HELD);
    assertThat(task().body()).contains("no worker has taken it");
    decide("retry");
    assertThat(runway.rest()).isNotEmpty();
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.LIVE);
  }

  /** Goes a round, and another one a day later. */
  private int later() {
    reaper.round();
    jdbc.sql("update finding set since = since - interval '1 day'").update();
    return reaper.round();
  }

  private void lose(Claim claim) {
    jdbc.sql("update step set state = 'done', effect = null where key = :key")
        .param("key", claim.key().value())
        .update();
  }

  private void removeProcess(Run run) {
    runtime
        .createProcessInstanceQuery()
        .processInstanceBusinessKey(Long.toString(run.number()))
        .excludeSubprocesses(true)
        .list()
        .forEach(each -> runtime.deleteProcessInstance(each.getId(), "broken on purpose"));
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
