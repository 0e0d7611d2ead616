package dev.slipway.engine.flow;

import static dev.slipway.processes.catalogue.StepCatalogue.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.log.StepLogs;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.step.Step;
import dev.slipway.engine.step.StepAttempt;
import dev.slipway.engine.step.StepClaims;
import dev.slipway.engine.step.Steps;
import dev.slipway.engine.step.WorkSources;
import dev.slipway.workers.loop.Claim;
import dev.slipway.workers.loop.LogLine;
import dev.slipway.workers.loop.NoLongerYoursException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@FlowTest
class FencingTest {

  private final Runway runway;
  private final HandWorker worker;
  private final WorkSources sources;
  private final StepClaims claims;
  private final Steps steps;
  private final StepLogs logs;
  private final EngineLocks locks;
  private final JdbcClient jdbc;

  @Autowired
  FencingTest(
      Runway runway,
      HandWorker worker,
      WorkSources sources,
      StepClaims claims,
      Steps steps,
      StepLogs logs,
      EngineLocks locks,
      JdbcClient jdbc) {
    this.runway = runway;
    this.worker = worker;
    this.sources = sources;
    this.claims = claims;
    this.steps = steps;
    this.logs = logs;
    this.locks = locks;
    this.jdbc = jdbc;
  }

  @BeforeEach
  void clear() throws Exception {
    runway.clear();
  }

  @Test
  void aLapsedStepGetsTheTimeBackInWhichNobodyHadIt() throws Exception {
    // given
    runway.release("staging");
    Claim first = runway.to(BUILD);
    jdbc.sql("update step set locked_until = clock_timestamp() - interval '50 minutes'").update();

    // when
    claims.freeAllOf("by hand");
    Claim second = other(first);

    // then
    assertThat(second.deadline())
        .isBetween(
            first.deadline().plus(Duration.ofMinutes(50)),
            first.deadline().plus(Duration.ofMinutes(60)));
  }

  @Test
  void aStepThatWasGivenBackGetsTheTimeBackInWhichNobodyHadIt() throws Exception {
    // given
    runway.release("staging");
    Claim first = runway.to(BUILD);
    claims.giveBack(first);
    jdbc.sql("update step set locked_until = locked_until - interval '50 minutes'").update();

    // when
    Claim second = other(first);

    // then
    assertThat(second.deadline()).isAfterOrEqualTo(first.deadline().plus(Duration.ofMinutes(50)));
  }

  @Test
  void aClaimTellsHowLongTheStepStillHas() throws Exception {
    // given
    runway.release("staging");
    Claim first = runway.to(BUILD);
    jdbc.sql("update step set deadline = clock_timestamp() + interval '9 hours'").update();

    // when
    claims.freeAllOf("by hand");
    Claim second = other(first);
    Claim held = claims.held("another hand", second.key().value(), second.fence()).orElseThrow();

    // then
    assertThat(second.timeLeft()).isBetween(Duration.ofHours(8), Duration.ofHours(9));
    assertThat(held.timeLeft()).isBetween(Duration.ofHours(8), Duration.ofHours(9));
  }

  @Test
  void aLapsedStepGoesToAnotherWorkerAsTheSameAttemptUnderAGreaterFence() throws Exception {
    // given
    runway.release("staging");
    Claim first = runway.to(BUILD);

    // when
    letLocksLapse();
    Claim second = other(first);

    // then
    assertThat(second.fence()).isGreaterThan(first.fence());
    assertThat(second.attempt()).isEqualTo(first.attempt());
    assertThat(steps.attempts(first.key())).extracting(StepAttempt::result).startsWith("lost");
  }

  @Test
  void whatWasLostCanNoLongerBeReported() throws Exception {
    // given
    runway.release("staging");
    Claim lost = runway.to(BUILD);
    letLocksLapse();
    Claim second = other(lost);

    // then
    assertLost(() -> worker.source().renew(lost));
    assertLost(() -> runway.succeed(lost));
    assertLost(() -> worker.fails(lost));
    assertLost(() -> worker.source().progress(lost, "half way"));
    assertLost(() -> worker.source().secret(lost, "harbour-ssh"));
    assertLost(() -> worker.source().log(lost, List.of(line("late"))));
    assertThat(logs.last(lost.run().run())).isZero();
    assertThat(steps.find(second.key().value()).orElseThrow().fence()).isEqualTo(second.fence());
  }

  @Test
  void givingBackWhatWasLostTakesNothingFromTheNewHolder() throws Exception {
    // given
    runway.release("staging");
    Claim lost = runway.to(BUILD);
    letLocksLapse();
    Claim second = other(lost);

    // when
    worker.source().giveBack(lost);

    // then
    worker.expectNothing();
    runway.succeed(second);
    worker.expect(PLAN);
  }

  @Test
  void ofTwoReportsAtTheSameTimeOneIsTaken() throws Exception {
    // given
    Run run = runway.release("staging");
    Claim build = runway.to(BUILD);

    // when
    List<Boolean> taken = atTheSameTime(() -> runway.succeed(build), () -> worker.fails(build));

    // then
    assertThat(taken).containsExactlyInAnyOrder(true, false);
    assertThat(steps.attempts(build.key())).hasSize(1);
    assertThat(runway.now(run).haulingBack()).isEqualTo(taken.getLast());
  }

  @Test
  void aReportThatComesTwiceAtTheSameTimeIsTakenOnce() throws Exception {
    // given
    Run run = runway.release("staging");
    Claim build = runway.to(BUILD);

    // when
    List<Boolean> taken = atTheSameTime(() -> runway.succeed(build), () -> runway.succeed(build));

    // then
    assertThat(taken).containsExactly(true, true);
    assertThat(steps.of(run.number())).extracting(Step::topic).containsExactly(FETCH, BUILD, PLAN);
  }

  @FunctionalInterface
  private interface Report {
    void make() throws Exception;
  }

  /** Whether each was taken, and not refused because the step was no longer theirs. */
  private static List<Boolean> atTheSameTime(Report one, Report other) throws Exception {
    var together = new CyclicBarrier(2);
    List<Boolean> taken = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (Future<Boolean> each :
          threads.invokeAll(List.of(taken(one, together), taken(other, together)))) {
        taken.add(each.get());
      }
    }
    return taken;
  }

  private static Callable<Boolean> taken(Report report, CyclicBarrier together) {
    return () -> {
      together.await();
      try {
        report.make();
        return true;
      } catch (NoLongerYoursException e) {
        return false;
      }
    };
  }

  @Test
  void aWorkerTakesTheNextStepOverWithItsReport() throws Exception {
    // given
    runway.release("staging");
    Claim fetch = runway.to(FETCH);
    runway.succeed(fetch);
    Claim build = worker.expect(BUILD);

    // when
    var next =
        worker
            .source()
            .complete(
                build,
                new dev.slipway.workers.loop.StepReport.Done("built", null),
                HandWorker.EVERY_TOPIC);

    // then
    assertThat(next).extracting(Claim::topic).containsExactly(PLAN);
    worker.expectNothing();
  }

  @Test
  void aServerThatComesBackFreesWhatItHeldWhenItWasKilled() throws Exception {
    // given
    runway.release("staging");
    Claim lost = runway.to(BUILD);

    // when
    claims.freeAllOf("by hand");

    // then
    Claim again = worker.expect(BUILD);
    assertThat(again.fence()).isGreaterThan(lost.fence());
    assertThat(again.attempt()).isEqualTo(lost.attempt());
    assertThat(steps.attempts(lost.key())).extracting(StepAttempt::result).startsWith("lost");
  }

  @Test
  void aServerThatIsOnlyThoughtDeadCannotKeepWhatWasFreed() throws Exception {
    // given
    runway.release("staging");
    Claim freed = runway.to(BUILD);

    // when
    claims.freeAllOf("by hand");

    // then
    assertLost(() -> worker.source().renew(freed));
    assertLost(() -> runway.succeed(freed));
  }

  @Test
  void aServerThatComesBackLeavesAloneWhatOthersHold() throws Exception {
    // given
    runway.release("staging");
    runway.to(BUILD);

    // when
    claims.freeAllOf("slipway-1");

    // then
    worker.expectNothing();
  }

  @Test
  void aServerThatComesBackClearsItsLocksOnRuns() throws Exception {
    // given
    runway.release("staging");
    jdbc.sql(
            "update act_ru_execution set lock_owner_ = 'slipway-1', lock_time_ = now() + interval"
                + " '1 h' where parent_id_ is null")
        .update();

    // when
    locks.takeOver("slipway-1");

    // then
    assertThat(
            jdbc.sql("select count(*) from act_ru_execution where lock_time_ is not null")
                .query(Integer.class)
                .single())
        .isZero();
  }

  private Claim other(Claim lost) throws Exception {
    var claimed = sources.of("another hand").claim(Set.of(lost.topic()), 1, Duration.ZERO);
    assertThat(claimed).extracting(Claim::key).containsExactly(lost.key());
    return claimed.getFirst();
  }

  private void letLocksLapse() {
    jdbc.sql("update step set locked_until = now() - interval '1 second' where state = 'running'")
        .update();
  }

  private static LogLine line(String text) {
    return new LogLine(Instant.EPOCH, LogLine.Stream.OUT, text);
  }

  private static void assertLost(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(NoLongerYoursException.class);
  }
}
