package dev.slipway.bench.machine;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;

/** Ends what was started, newest first, once, whether the bench ends or is interrupted. */
public final class Closing implements AutoCloseable {

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final PrintWriter err;

  public Closing(PrintWriter err) {
    this.err = err;
  }

  public synchronized <T extends AutoCloseable> T add(T resource) {
    open.push(resource);
    return resource;
  }

  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      AutoCloseable each = open.pop();
      try {
        each.close();
      } catch (Exception e) {
        err.println(each.getClass().getSimpleName() + " could not be ended cleanly: " + e);
      }
    }
  }
}
