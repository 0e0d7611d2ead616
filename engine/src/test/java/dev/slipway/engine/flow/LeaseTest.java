package dev.slipway.engine.flow;

import static dev.slipway.processes.catalogue.StepCatalogue.BAKE;
import static dev.slipway.processes.catalogue.StepCatalogue.BUILD;
import static dev.slipway.processes.catalogue.StepCatalogue.CONFIRM_PLAN;
import static dev.slipway.processes.catalogue.StepCatalogue.DISCARD_ARTIFACT;
import static dev.slipway.processes.catalogue.StepCatalogue.PLAN;
import static dev.slipway.processes.catalogue.StepCatalogue.RECONCILE;
import static dev.slipway.processes.catalogue.StepCatalogue.SWAP;
import static dev.slipway.processes.catalogue.StepCatalogue.TAKE_LEASE;
import static dev.slipway.processes.catalogue.StepCatalogue.VERIFY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.lease.Lease;
import dev.slipway.engine.lease.LeaseQueue;
import dev.slipway.engine.lease.Leases;
import dev.slipway.engine.lease.Waiting;
import dev.slipway.engine.run.Outcome;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.RunStatus;
import dev.slipway.engine.step.Steps;
import dev.slipway.engine.task.Decisions;
import dev.slipway.engine.task.Tasks;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.plan.PlanConfirmed;
import java.time.Instant;
import org.flowable.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@FlowTest
class LeaseTest {

  private final Runway runway;
  private final HandWorker worker;
  private final Leases leases;
  private final LeaseQueue queue;
  private final Steps steps;
  private final Tasks tasks;
  private final Decisions decisions;
  private final RuntimeService runtime;
  private final JdbcClient jdbc;

  @Autowired
  LeaseTest(
      Runway runway,
      HandWorker worker,
      Leases leases,
      LeaseQueue queue,
      Steps steps,
      Tasks tasks,
      Decisions decisions,
      RuntimeService runtime,
      JdbcClient jdbc) {
    this.runway = runway;
    this.worker = worker;
    this.leases = leases;
    this.queue = queue;
    this.steps = steps;
    this.tasks = tasks;
    this.decisions = decisions;
    this.runtime = runtime;
    this.jdbc = jdbc;
  }

  @BeforeEach
  void clear() throws Exception {
    runway.clear();
  }

  @Test
  void showsItsOwnerAndWhoWorksOnIt() throws Exception {
    // given
    Run run = runway.release("staging");
    runway.to(BAKE);

    // when
    Lease lease = held();

    // then
    assertThat(lease.run()).isEqualTo(run.number());
    assertThat(lease.node()).isEqualTo("by hand");
    assertThat(lease.expired()).isFalse();
    assertThat(lease.words())
        .contains("release of main at 1a2b3c4", "asked for by rosa", "worked on by by hand");
  }

  @Test
  void isKeptAliveByWhoWorksOnTheRun() throws Exception {
    // given
    runway.release("staging");
    runway.to(BAKE);
    Instant old = silentFor("1 hour");

    // when
    leases.keep();

    // then
    assertThat(held().heartbeatAt()).isAfter(old);
    assertThat(held().expired()).isFalse();
  }

  @Test
  void expiresWhenNobodyWorksOnTheRun() throws Exception {
    // given
    runway.release("staging");
    runway.to(BAKE);
    Instant old = silentFor("1 hour");
    jdbc.sql("update step set locked_until = now() - interval '1 minute' where state = 'running'")
        .update();

    // when
    leases.keep();

    // then
    assertThat(held().heartbeatAt()).isEqualTo(old);
    assertThat(held().expired()).isTrue();
    assertThat(held().words()).contains("no sign of life since");
  }

  @Test
  void isKeptAliveByTheOpenTaskOfAHeldRun() throws Exception {
    // given
    runway.release("staging");
    worker.doesNotKnow(runway.to(SWAP));
    silentFor("1 hour");

    // when
    leases.keep();

    // then
    assertThat(held().expired()).isFalse();
  }

  @Test
  void anExpiredLeaseOfALivingRunIsNotTakenOver() throws Exception {
    // given
    Run first = runway.release("staging");
    runway.to(BAKE);
    silentFor("1 hour");

    // when
    Run second = runway.release("staging");
    runway.rest();

    // then
    assertThat(held().run()).isEqualTo(first.number());
    assertThat(runway.now(second).waitsFor()).contains("no sign of life since");
  }

  @Test
  void isTakenOverFromARunWhoseProcessIsGoneUnderAGreaterToken() throws Exception {
    // given
    Run first = runway.release("staging");
    runway.to(BAKE);
    long token = held().fence();
    loseProcessOf(first);
    Run second = runway.release("staging");

    // when
    Claim reconcile = runway.to(RECONCILE);

    // then
    assertThat(held().run()).isEqualTo(second.number());
    assertThat(reconcile.run().leaseFence()).isEqualTo(held().fence()).isGreaterThan(token);
    assertThat(steps.find(second.number() + "-take-lease").orElseThrow().summary())
        .contains("taken over from run " + first.number());
  }

  @Test
  void isTakenOverFromARunThatEndedWithoutGivingItBack() throws Exception {
    // given
    Run first = runway.live();
    jdbc.sql(
            "update lease set run = :run, taken_at = now(), heartbeat_at = now(),"
                + " expires_at = now()")
        .param("run", first.number())
        .update();

    // when
    Run second = runway.live();

    // then
    assertThat(second.outcome()).isEqualTo(Outcome.LIVE);
  }

  @Test
  void aRunThatHasGivenItsLeaseBackIsNotHeldUpByWhoHasItThen() throws Exception {
    // given
    runway.release("production");
    runway.rest();
    decisions.decide(tasks.list(true).getFirst().id(), "ida", "approve", null, null);
    Claim confirm = runway.to(CONFIRM_PLAN);
    assertThat(confirm.run().leaseFence()).isPositive();

    // when
    worker.done(confirm, new PlanConfirmed("sha256:22", true, Runway.plan("sha256:22")));
    Claim plan = runway.to(PLAN);

    // then
    assertThat(plan.run().leaseFence()).isZero();
  }

  @Test
  void whatIsUndoneAfterTheLeaseWasGivenBackIsNotHeldUpByTheNextHolder() throws Exception {
    // given
    runway.release("staging");
    worker.fails(runway.to(VERIFY));

    // when
    Claim discard = runway.to(DISCARD_ARTIFACT);

    // then
    assertThat(discard.run().leaseFence()).isZero();
  }

  @Test
  void aClaimThatWasGivenBackIsAskedAgainUnderTheSameToken() throws Exception {
    // given
    runway.release("staging");
    Claim take = runway.to(TAKE_LEASE);
    runway.succeed(take);
    Claim reconcile = worker.expect(RECONCILE);

    // when
    worker.source().giveBack(reconcile);

    // then
    assertThat(worker.expect(RECONCILE).run().leaseFence()).isEqualTo(held().fence());
  }

  @Test
  void theNewestOfThoseWhoWaitEndsTheOlderOnesButNotTheHolder() throws Exception {
    // given
    runway.whenBusy("newest");
    Run holder = runway.release("staging");
    Claim bake = runway.to(BAKE);
    Run second = runway.release("staging");
    runway.rest();

    // when
    Run third = runway.release("staging");
    runway.rest();

    // then
    assertThat(runway.now(second).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(runway.now(second).words()).contains("superseded by run " + third.number());
    assertThat(runway.now(third).status()).isEqualTo(RunStatus.WAITING);
    assertThat(queue.of("harbour", "staging"))
        .extracting(Waiting::run)
        .containsExactly(third.number());
    runway.succeed(bake);
    runway.rest();
    assertThat(runway.now(holder).outcome()).isEqualTo(Outcome.LIVE);
  }

  @Test
  void aRunThatComesLateIsEndedByANewerOneThatWaitsAlready() throws Exception {
    // given
    runway.whenBusy("newest");
    runway.release("staging");
    runway.to(BAKE);
    Run older = runway.release("staging");
    Claim build = runway.to(BUILD);
    Run newer = runway.release("staging");
    runway.rest();

    // when
    runway.succeed(build);
    runway.rest();

    // then
    assertThat(runway.now(older).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(runway.now(newer).status()).isEqualTo(RunStatus.WAITING);
  }

  @Test
  void refusesToStartWhileAnotherRunIsUnderWayAndSaysWhich() throws Exception {
    // given
    runway.whenBusy("refuse");
    Run first = runway.release("staging");
    runway.to(BUILD);

    // then
    assertThatThrownBy(() -> runway.release("staging"))
        .hasMessageContaining("held by run " + first.number())
        .hasMessageContaining("rosa");
  }

  @Test
  void startsAgainAfterTheOtherRunHasEnded() throws Exception {
    // given
    runway.whenBusy("refuse");
    runway.live();

    // when
    Run second = runway.live();

    // then
    assertThat(second.outcome()).isEqualTo(Outcome.LIVE);
  }

  private Lease held() {
    return leases.held("harbour", "staging").orElseThrow();
  }

  private Instant silentFor(String time) {
    jdbc.sql(
            "update lease set heartbeat_at = heartbeat_at - :time::interval,"
                + " expires_at = expires_at - :time::interval")
        .param("time", time)
        .update();
    return held().heartbeatAt();
  }

  private void loseProcessOf(Run run) {
    var instance =
        runtime
            .createProcessInstanceQuery()
            .processInstanceBusinessKey(Long.toString(run.number()))
            .excludeSubprocesses(true)
            .singleResult();
    runtime.deleteProcessInstance(instance.getId(), "broken on purpose");
  }
}
