package dev.slipway.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SignInAttemptsTest {

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final SignInAttempts attempts = new SignInAttempts(clock());

  @Test
  void letsAPersonMistypeAFewTimes() {
    // when
    fail(4, "anna", "10.0.0.1");

    // then
    assertThat(attempts.waitFor("anna", "10.0.0.1")).isZero();
  }

  @Test
  void doublesTheWaitWithEveryFurtherFailure() {
    // when
    fail(7, "anna", "10.0.0.1");

    // then
    assertThat(attempts.waitFor("anna", "10.0.0.1")).isEqualTo(Duration.ofSeconds(4));
    now.set(Instant.EPOCH.plusSeconds(4));
    assertThat(attempts.waitFor("anna", "10.0.0.1")).isZero();
  }

  @Test
  void countsByNameAndByAddress() {
    // when
    fail(5, "anna", "10.0.0.1");

    // then
    assertThat(attempts.waitFor("anna", "10.0.0.2")).isPositive();
    assertThat(attempts.waitFor("bert", "10.0.0.1")).isPositive();
    assertThat(attempts.waitFor("bert", "10.0.0.2")).isZero();
  }

  @Test
  void forgetsAfterASignInThatSucceeds() {
    // given
    fail(6, "anna", "10.0.0.1");

    // when
    attempts.succeeded("anna", "10.0.0.1");

    // then
    assertThat(attempts.waitFor("anna", "10.0.0.1")).isZero();
  }

  private void fail(int times, String name, String address) {
    for (int i = 0; i < times; i++) {
      attempts.failed(name, address);
    }
  }

  private Clock clock() {
    InstantSource source = now::get;
    return source.withZone(ZoneOffset.UTC);
  }
}
