package dev.slipway.engine.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Makes guessing passwords slow: after a few failures under one name or from one address, each
 * further one doubles the wait.
 */
@Component
class SignInAttempts {

  private static final int FREE = 5;
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int REMEMBERED = 10_000;

  private final Clock clock;
  private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true);

  SignInAttempts(Clock clock) {
    this.clock = clock;
  }

  /**
   * Begins an attempt, which counts as failed until it has succeeded: attempts made side by side
   * are as many as attempts made one after the other.
   *
   * @return how long to wait before it may be made; zero if it may be made now, and is counted
   */
  synchronized Duration begin(String name, String address) {
    Instant now = clock.instant();
    Duration wait = waitFor(name, address, now);
    if (wait.isZero()) {
      failed(name, address, now);
    }
    return wait;
  }

  private Duration waitFor(String name, String address, Instant now) {
    return keys(name, address)
        .map(key -> failures.getOrDefault(key, Failures.NONE).until())
        .filter(now::isBefore)
        .map(until -> Duration.between(now, until))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private void failed(String name, String address, Instant now) {
    keys(name, address)
        .forEach(
            key -> {
              int count = failures.getOrDefault(key, Failures.NONE).count() + 1;
              failures.put(key, new Failures(count, now.plus(waitAfter(count))));
            });
    var oldest = failures.keySet().iterator();
    while (failures.size() > REMEMBERED) {
      oldest.next();
      oldest.remove();
    }
  }

  synchronized void succeeded(String name, String address) {
    keys(name, address).forEach(failures::remove);
  }

  private static Duration waitAfter(int count) {
    if (count < FREE) {
      return Duration.ZERO;
    }
    Duration wait = Duration.ofSeconds(1L << Math.min(20, count - FREE));
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  private static Stream<String> keys(String name, String address) {
    return Stream.of("name " + name, "address " + address);
  }

  private record Failures(int count, Instant until) {
    static final Failures NONE = new Failures(0, Instant.EPOCH);
  }
}
