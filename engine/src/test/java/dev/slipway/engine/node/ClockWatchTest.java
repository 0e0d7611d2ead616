package dev.slipway.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class ClockWatchTest {

  private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-11-22T12:00:00Z");
  private static final Duration SETTLE = Duration.ofSeconds(10);

  private final AtomicReference<OffsetDateTime> clock = new AtomicReference<>(NOON);
  private final AtomicLong nanos = new AtomicLong(7);
  private final ClockWatch watch = new ClockWatch(clock::get, nanos::get);

  @Test
  void betweenTwoLooksTheClockIsExpectedToGoOnAsTimePasses() {
    // given
    look();

    // when
    passes(Duration.ofMillis(500));
    ClockWatch.Trust trust = look();

    // then
    assertThat(trust.trusted()).isTrue();
    assertThat(trust.floor()).isBefore(clock.get()).isAfter(clock.get().minusSeconds(3));
    assertThat(trust.horizon()).isAfter(clock.get()).isBefore(clock.get().plusSeconds(3));
  }

  @Test
  void aClockThatWasSetBackBetweenTwoLooksIsBelowTheFloor() {
    // given
    look();

    // when
    clock.updateAndGet(time -> time.minusHours(2));
    passes(Duration.ofMillis(500));

    // then
    assertThat(look().floor()).isAfter(clock.get());
  }

  @Test
  void nothingCountsAsRunOutUntilEverybodyHadTimeToRenew() {
    // given
    look();

    // when
    clock.updateAndGet(time -> time.minusHours(2));
    passes(Duration.ofSeconds(1));
    boolean atOnce = look().trusted();
    passes(SETTLE.minusSeconds(1));
    boolean before = look().trusted();
    passes(Duration.ofSeconds(1));

    // then
    assertThat(atOnce).isFalse();
    assertThat(before).isFalse();
    assertThat(look().trusted()).isTrue();
  }

  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void nobodyWaitsForWhoIsJustAskingTheDatabase() throws Exception {
    // given
    CompletableFuture<OffsetDateTime> answer = new CompletableFuture<>();
    CountDownLatch asked = new CountDownLatch(2);
    ClockWatch slow =
        new ClockWatch(
            () -> {
              asked.countDown();
              return asked.getCount() > 0 ? NOON : answer.join();
            },
            nanos::get);
    slow.look(SETTLE);
    passes(Duration.ofSeconds(5));
    Thread asking = Thread.ofVirtual().start(() -> slow.look(SETTLE));
    asked.await();

    // when
    ClockWatch.Trust meanwhile = slow.look(SETTLE);
    answer.complete(clock.get());
    asking.join();

    // then
    assertThat(meanwhile).isEqualTo(slow.look(SETTLE));
    assertThat(meanwhile.floor()).isBefore(clock.get()).isAfter(clock.get().minusSeconds(3));
  }

  private ClockWatch.Trust look() {
    return watch.look(SETTLE);
  }

  private void passes(Duration time) {
    nanos.addAndGet(time.toNanos());
    clock.updateAndGet(told -> told.plus(time));
  }
}
