package dev.slipway.workers.step;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/**
 * Closes what takes too long as a whole, where the limits that it knows itself are for each of its
 * reads. Counts from its creation on, until it is closed.
 */
public final class TimeLimit implements AutoCloseable {

  private final Thread watch;
  private volatile boolean passed;

  /**
   * @param limited what to close
   */
  public TimeLimit(Duration most, Closeable limited) {
    this.watch = Thread.ofVirtual().name("slipway-limit").start(() -> closeAfter(most, limited));
  }

  /** Whether it took too long. */
  public boolean passed() {
    return passed;
  }

  @Override
  public void close() {
    watch.interrupt();
  }

  private void closeAfter(Duration most, Closeable limited) {
    try {
      Thread.sleep(most);
      passed = true;
      limited.close();
    } catch (InterruptedException | IOException e) {
      Thread.currentThread().interrupt();
    }
  }
}
