package dev.slipway.e2e.server;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Waits for something that is to come true by itself. */
public final class Eventually {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private Eventually() {}

  /** A look at the world. */
  @FunctionalInterface
  public interface Look<T> {
    T look() throws IOException, InterruptedException;
  }

  /** Looks again and again until it is true. */
  public static void hold(String what, Duration within, Look<Boolean> look)
      throws IOException, InterruptedException {
    get(what, within, () -> Optional.of(look.look()).filter(seen -> seen));
  }

  /**
   * Looks again and again until there is something to see.
   *
   * @param what what is waited for, in words that complete "it did not come true that"
   */
  public static <T> T get(String what, Duration within, Look<Optional<T>> look)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + within.toNanos();
    while (true) {
      Optional<T> seen = look.look();
      if (seen.isPresent()) {
        return seen.get();
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Within " + within + " it did not come true that " + what);
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }
}
