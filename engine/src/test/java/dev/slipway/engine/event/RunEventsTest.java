package dev.slipway.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.event.RunEvents.Kind;
import dev.slipway.engine.event.RunEvents.RunEvent;
import dev.slipway.engine.flow.FlowTest;
import dev.slipway.engine.flow.Runway;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@FlowTest
class RunEventsTest {

  private static final long RUN = 4_711;

  private final Runway runway;
  private final RunEvents events;
  private final Bell bell;
  private final TransactionTemplate transaction;

  @Autowired
  RunEventsTest(
      Runway runway, RunEvents events, Bell bell, PlatformTransactionManager transactions) {
    this.runway = runway;
    this.events = events;
    this.bell = bell;
    this.transaction = new TransactionTemplate(transactions);
  }

  @BeforeEach
  void clear() throws Exception {
    runway.clear();
  }

  @Test
  void keepsTheOrderInWhichThingsHappened() {
    // when
    transaction.executeWithoutResult(
        status -> {
          events.record(RUN, Kind.STEP, "fetch");
          events.record(RUN, Kind.RUN, "4711");
          events.record(RUN, Kind.STEP, "build");
        });

    // then
    assertThat(events.after(RUN, 0, 10))
        .extracting(RunEvent::subject)
        .containsExactly("fetch", "4711", "build");
  }

  @Test
  void keepsWhatChangesTwiceInOneTransactionOnce() {
    // when
    transaction.executeWithoutResult(
        status -> {
          events.record(RUN, Kind.STEP, "fetch");
          events.record(RUN, Kind.STEP, "fetch");
        });

    // then
    assertThat(events.after(RUN, 0, 10)).hasSize(1);
  }

  @Test
  void wakesNobodyForWhatIsRolledBack() throws Exception {
    // given
    try (var listener = bell.listen(RunEvents.bellOf(RUN))) {
      // when
      transaction.executeWithoutResult(
          status -> {
            events.record(RUN, Kind.STEP, "fetch");
            status.setRollbackOnly();
          });

      // then
      assertThat(listener.await(Duration.ZERO)).isFalse();
      assertThat(events.last(RUN)).isZero();
    }
  }

  @Test
  void wakesWhoListensOnlyWhenTheChangeCanBeSeen() throws Exception {
    // given
    try (var listener = bell.listen(RunEvents.bellOf(RUN))) {
      // when
      transaction.executeWithoutResult(
          status -> {
            events.record(RUN, Kind.STEP, "fetch");
            assertThat(heard(listener)).isFalse();
          });

      // then
      assertThat(heard(listener)).isTrue();
    }
  }

  @Test
  void keepsWhatHappenedToSeveralRunsInOneTransactionApart() {
    // when
    transaction.executeWithoutResult(
        status -> {
          events.record(RUN + 1, Kind.STEP, "push");
          events.record(RUN, Kind.STEP, "fetch");
          events.record(RUN + 1, Kind.STEP, "verify");
        });

    // then
    assertThat(events.after(RUN, 0, 10)).extracting(RunEvent::subject).containsExactly("fetch");
    assertThat(events.after(RUN + 1, 0, 10))
        .extracting(RunEvent::subject)
        .containsExactly("push", "verify");
  }

  private static boolean heard(Bell.Listener listener) {
    try {
      return listener.await(Duration.ZERO);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
