package dev.slipway.e2e.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Ends what was started, newest first, once: at the end, after a failure or when interrupted. One
 * that fails to end does not keep the others from ending.
 */
final class Stopper {

  /** How a part is ended. */
  interface Ending {
    void end() throws Exception;
  }

  private record Part(String name, Ending ending) {}

  private final Console console;
  private final Deque<Part> parts = new ArrayDeque<>();
  private volatile boolean stopped;

  Stopper(Console console) {
    this.console = console;
  }

  /** Takes a part to end later; at once if everything was stopped in the meantime. */
  synchronized void add(String name, Ending ending) {
    if (stopped) {
      end(new Part(name, ending));
    } else {
      parts.push(new Part(name, ending));
    }
  }

  boolean stopping() {
    return stopped;
  }

  synchronized void stop() {
    stopped = true;
    while (!parts.isEmpty()) {
      end(parts.pop());
    }
  }

  private void end(Part part) {
    try {
      part.ending().end();
    } catch (Exception e) {
      console.error("Stopping the " + part.name() + " failed: " + e.getMessage());
    }
  }
}
