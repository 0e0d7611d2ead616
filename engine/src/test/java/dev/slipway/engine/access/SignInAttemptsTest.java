package dev.slipway.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignInAttemptsTest {

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final SignInAttempts attempts = new SignInAttempts(clock());

  @Test
  void letsAPersonMistypeAFewTimes() {
    // when
    fail(4, "anna", "10.0.0.1");

    // then
    assertThat(attempts.begin("anna", "10.0.0.1")).isZero();
  }

  @Test
  void doublesTheWaitWithEveryFurtherFailure() {
    // given
    fail(5, "anna", "10.0.0.1");
    now.set(now.get().plusSeconds(1));
    fail(1, "anna", "10.0.0.1");
    now.set(now.get().plusSeconds(2));

    // when
    fail(1, "anna", "10.0.0.1");

    // then
    assertThat(attempts.begin("anna", "10.0.0.1")).isEqualTo(Duration.ofSeconds(4));
    now.set(now.get().plusSeconds(4));
    assertThat(attempts.begin("anna", "10.0.0.1")).isZero();
  }

  @Test
  void countsAnAttemptWhenItBeginsSoThatManyAtOnceAreNotFree() {
    // when
    long allowed =
        IntStream.range(0, 50)
            .filter(attempt -> attempts.begin("anna", "10.0.0." + attempt).isZero())
            .count();

    // then
    assertThat(allowed).isEqualTo(5);
  }

  @Test
  void countsByNameAndByAddress() {
    // when
    fail(5, "anna", "10.0.0.1");

    // then
    assertThat(attempts.begin("anna", "10.0.0.2")).isPositive();
    assertThat(attempts.begin("bert", "10.0.0.1")).isPositive();
    assertThat(attempts.begin("bert", "10.0.0.2")).isZero();
  }

  @Test
  void forgetsAfterASignInThatSucceeds() {
    // given
    fail(5, "anna", "10.0.0.1");

    // when
    attempts.succeeded("anna", "10.0.0.1");

    // then
    assertThat(attempts.begin("anna", "10.0.0.1")).isZero();
  }

  private void fail(int times, String name, String address) {
    for (int i = 0; i < times; i++) {
      assertThat(attempts.begin(name, address)).isZero();
    }
  }

  private Clock clock() {
    InstantSource source = now::get;
    return source.withZone(ZoneOffset.UTC);
  }
}
