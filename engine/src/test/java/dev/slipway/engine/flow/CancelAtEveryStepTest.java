package dev.slipway.engine.flow;

import static dev.slipway.processes.catalogue.StepCatalogue.BAKE;
import static dev.slipway.processes.catalogue.StepCatalogue.BUILD;
import static dev.slipway.processes.catalogue.StepCatalogue.CHECK_ARTIFACT;
import static dev.slipway.processes.catalogue.StepCatalogue.CHECK_HEALTH;
import static dev.slipway.processes.catalogue.StepCatalogue.CONFIRM_PLAN;
import static dev.slipway.processes.catalogue.StepCatalogue.DISCARD_ARTIFACT;
import static dev.slipway.processes.catalogue.StepCatalogue.FETCH;
import static dev.slipway.processes.catalogue.StepCatalogue.GIVE_BACK_LEASE;
import static dev.slipway.processes.catalogue.StepCatalogue.MIGRATE;
import static dev.slipway.processes.catalogue.StepCatalogue.NOTIFY;
import static dev.slipway.processes.catalogue.StepCatalogue.PLAN;
import static dev.slipway.processes.catalogue.StepCatalogue.PRUNE;
import static dev.slipway.processes.catalogue.StepCatalogue.RECONCILE;
import static dev.slipway.processes.catalogue.StepCatalogue.RETIRE;
import static dev.slipway.processes.catalogue.StepCatalogue.START_CANDIDATE;
import static dev.slipway.processes.catalogue.StepCatalogue.SWAP;
import static dev.slipway.processes.catalogue.StepCatalogue.TAKE_LEASE;
import static dev.slipway.processes.catalogue.StepCatalogue.VERIFY;
import static dev.slipway.processes.catalogue.StepCatalogue.shipped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.lease.Leases;
import dev.slipway.engine.run.Outcome;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.task.Cancellation;
import dev.slipway.engine.task.Decisions;
import dev.slipway.engine.task.Tasks;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.workers.loop.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

@FlowTest
class CancelAtEveryStepTest {

  private static final List<Topic> RELEASE =
      List.of(
          FETCH,
          BUILD,
          PLAN,
          TAKE_LEASE,
          RECONCILE,
          CONFIRM_PLAN,
          MIGRATE,
          START_CANDIDATE,
          CHECK_HEALTH,
          SWAP,
          VERIFY,
          BAKE);

  private static final List<Topic> ROLLBACK =
      List.of(
          CHECK_ARTIFACT,
          PLAN,
          TAKE_LEASE,
          RECONCILE,
          CONFIRM_PLAN,
          START_CANDIDATE,
          CHECK_HEALTH,
          SWAP,
          VERIFY,
          BAKE);

  private final Runway runway;
  private final HandWorker worker;
  private final Cancellation cancellation;
  private final Decisions decisions;
  private final Tasks tasks;
  private final Leases leases;

  @Autowired
  CancelAtEveryStepTest(
      Runway runway,
      HandWorker worker,
      Cancellation cancellation,
      Decisions decisions,
      Tasks tasks,
      Leases leases) {
    this.runway = runway;
    this.worker = worker;
    this.cancellation = cancellation;
    this.decisions = decisions;
    this.tasks = tasks;
    this.leases = leases;
  }

  @BeforeEach
  void clear() throws Exception {
    runway.clear();
  }

  static Stream<Arguments> releaseSteps() {
    return RELEASE.stream()
        .flatMap(topic -> Stream.of(Arguments.of(topic, true), Arguments.of(topic, false)));
  }

  static Stream<Arguments> rollbackSteps() {
    return ROLLBACK.stream()
        .flatMap(topic -> Stream.of(Arguments.of(topic, true), Arguments.of(topic, false)));
  }

  @ParameterizedTest
  @MethodSource("releaseSteps")
  void aReleaseIsUndoneAndTheNextRunGoesOn(Topic topic, boolean heard) throws Exception {
    // given
    Run run = runway.release("production");
    Claim claim = to(run, topic);
    Run next = queuedBehind(topic);

    // when
    cancel(run);
    end(claim, heard);

    // then
    assertUndone(run, undone(RELEASE, topic, heard), next);
  }

  @ParameterizedTest
  @MethodSource("rollbackSteps")
  void aRollbackIsUndoneAndTheNextRunGoesOn(Topic topic, boolean heard) throws Exception {
    // given
    Run first = live();
    live();
    Run run = runway.rollback("production", first.release());
    Claim claim = to(run, topic);
    Run next = queuedBehind(topic);

    // when
    cancel(run);
    end(claim, heard);

    // then
    assertUndone(run, undone(ROLLBACK, topic, heard), next);
  }

  static Stream<Topic> stepsPastTheReturn() {
    return Stream.of(RETIRE, PRUNE, NOTIFY, GIVE_BACK_LEASE);
  }

  @ParameterizedTest
  @MethodSource("stepsPastTheReturn")
  void pastThePointOfNoReturnRollbackIsOffered(Topic topic) throws Exception {
    // given
    live();
    Run run = runway.release("production");
    to(run, topic);

    // then
    assertThatThrownBy(() -> cancel(run)).hasMessageContaining("roll back");
  }

  @Test
  void aRunThatIsHeldBecauseOfAContradictionIsEnded() throws Exception {
    // given
    Run run = runway.release("production");
    worker.doesNotKnow(to(run, RECONCILE));

    // when
    cancel(run);

    // then
    assertUndone(run, List.of(GIVE_BACK_LEASE, DISCARD_ARTIFACT, NOTIFY), null);
  }

  private void assertUndone(Run run, List<Topic> undone, @Nullable Run next) throws Exception {
    List<Topic> seen = new ArrayList<>();
    for (List<Claim> claims = worker.claim(); !claims.isEmpty(); claims = worker.claim()) {
      for (Claim each : claims) {
        if (each.run().run() == run.number()) {
          seen.add(each.topic());
        }
        runway.succeed(each);
      }
    }
    assertThat(seen).isEqualTo(undone);
    assertThat(runway.now(run).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(tasks.list(true)).isEmpty();
    assertThat(leases.held("harbour", "production")).isEmpty();
    if (next != null) {
      assertThat(runway.now(next).outcome()).isEqualTo(Outcome.LIVE);
    }
  }

  /** What was proven by then, newest first, and the notification. */
  private static List<Topic> undone(List<Topic> way, Topic topic, boolean heard) {
    List<Topic> undone = new ArrayList<>();
    for (Topic step : way.subList(0, way.indexOf(topic) + (heard ? 0 : 1))) {
      shipped().get(step).undoneBy().ifPresent(undone::addFirst);
    }
    undone.add(NOTIFY);
    return undone;
  }

  private void end(Claim claim, boolean heard) throws Exception {
    if (heard) {
      assertThat(worker.source().renew(claim).cancelled()).isTrue();
      worker.stopsAsCancelled(claim);
    } else {
      runway.succeed(claim);
    }
  }

  private Claim to(Run run, Topic topic) throws Exception {
    while (true) {
      List<Claim> claims = worker.claim();
      if (claims.isEmpty()) {
        approve();
        continue;
      }
      Claim claim = claims.getFirst();
      assertThat(claim.run().run()).isEqualTo(run.number());
      if (claim.topic().equals(topic)) {
        return claim;
      }
      runway.succeed(claim);
    }
  }

  /** A run that waits for the lease, once there is one to wait for. */
  private @Nullable Run queuedBehind(Topic topic) throws Exception {
    if (RELEASE.indexOf(topic) <= RELEASE.indexOf(TAKE_LEASE)) {
      return null;
    }
    Run next = runway.release("production");
    runway.rest();
    approve();
    runway.rest();
    return next;
  }

  private Run live() throws Exception {
    Run run = runway.release("production");
    runway.rest();
    approve();
    runway.rest();
    return runway.now(run);
  }

  private void approve() {
    decisions.decide(tasks.list(true).getFirst().id(), "ida", "approve", null, null);
  }

  private void cancel(Run run) {
    cancellation.cancel(run.number(), "ida", "Wrong branch");
  }
}
