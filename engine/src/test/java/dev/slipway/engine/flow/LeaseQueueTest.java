package dev.slipway.engine.flow;

import static dev.slipway.processes.catalogue.StepCatalogue.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.RunStatus;
import dev.slipway.engine.task.Cancellation;
import dev.slipway.workers.loop.Claim;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@FlowTest
class LeaseQueueTest {

  private final Runway runway;
  private final HandWorker worker;
  private final Cancellation cancellation;

  @Autowired
  LeaseQueueTest(Runway runway, HandWorker worker, Cancellation cancellation) {
    this.runway = runway;
    this.worker = worker;
    this.cancellation = cancellation;
  }

  @BeforeEach
  void clear() throws Exception {
    runway.clear();
  }

  @Test
  void saysWhoHoldsTheLeaseAndWhichPlaceARunHas() throws Exception {
    // given
    Run holder = runway.release("staging");
    runway.to(BAKE);

    // when
    Run second = queue();
    Run third = queue();

    // then
    assertThat(runway.now(second).waitsFor())
        .contains("held by run " + holder.number(), "number 1 of 1 in line");
    assertThat(runway.now(third).waitsFor())
        .contains("held by run " + holder.number(), "number 2 of 2 in line");
  }

  @Test
  void theFirstToComeIsTheFirstServed() throws Exception {
    // given
    runway.release("staging");
    Claim bake = runway.to(BAKE);
    Run second = queue();
    Run third = queue();

    // when
    runway.succeed(bake);
    runway.succeed(runway.to(GIVE_BACK_LEASE));
    for (Claim waiting : worker.claim().reversed()) {
      runway.succeed(waiting);
    }

    // then
    assertThat(runway.now(second).status()).isEqualTo(RunStatus.RUNNING);
    assertThat(runway.now(third).status()).isEqualTo(RunStatus.WAITING);
  }

  @Test
  void aLaterTokenIsGreater() throws Exception {
    // given
    runway.release("staging");
    Claim first = runway.to(BAKE);
    runway.succeed(first);
    runway.rest();

    // when
    runway.release("staging");
    Claim second = runway.to(BAKE);

    // then
    assertThat(second.run().leaseFence()).isGreaterThan(first.run().leaseFence());
  }

  @Test
  void aCancelledRunDoesNotKeepTheNextOneWaiting() throws Exception {
    // given
    runway.release("staging");
    Claim bake = runway.to(BAKE);
    Run second = queue();
    Run third = queue();

    // when
    cancellation.cancel(second.number(), "ida", "Not needed");
    Claim discard = worker.expect(DISCARD_ARTIFACT);
    runway.succeed(bake);
    runway.succeed(runway.to(GIVE_BACK_LEASE));

    // then
    runway.succeed(worker.expect(TAKE_LEASE));
    assertThat(runway.now(third).status()).isEqualTo(RunStatus.RUNNING);
    assertThat(discard.run().run()).isEqualTo(second.number());
  }

  @Test
  void aRunThatHasEndedTakesNothingHoweverLateItsWorkerComes() throws Exception {
    // given
    Run run = runway.release("staging");
    Claim late = runway.to(TAKE_LEASE);
    cancellation.cancel(run.number(), "ida", "Not needed");
    worker.stopsAsCancelled(late);
    runway.rest();
    assertThat(runway.now(run).ended()).isTrue();

    // when
    assertThatThrownBy(() -> runway.succeed(late));

    // then
    runway.release("staging");
    assertThat(runway.to(BAKE).run().run()).isGreaterThan(run.number());
  }

  @Test
  void anotherEnvironmentHasALeaseOfItsOwn() throws Exception {
    // given
    runway.release("production");
    runway.rest();
    runway.release("staging");
    Claim bake = runway.to(BAKE);

    // then
    assertThat(bake.run().environment()).isEqualTo("staging");
  }

  private Run queue() throws Exception {
    Run run = runway.release("staging");
    runway.rest();
    assertThat(runway.now(run).status()).isEqualTo(RunStatus.WAITING);
    return run;
  }
}
