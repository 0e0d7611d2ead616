package dev.slipway.e2e.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the events of one run as they come, and goes on where it was when the server was away. */
final class Follower implements AutoCloseable {

  private final Desk desk;
  private final long run;
  private final List<Long> seen = new ArrayList<>();
  private final Background reading;
  private @Nullable Stream<String> open;
  private boolean closed;

  private Follower(Desk desk, long run) {
    this.desk = desk;
    this.run = run;
    this.reading = Background.begin("follower of run " + run, this::follow);
  }

  static Follower of(Desk desk, long run) {
    return new Follower(desk, run);
  }

  long run() {
    return run;
  }

  /** The numbers of the events so far, in the order in which they came. */
  synchronized List<Long> seen() {
    return List.copyOf(seen);
  }

  private synchronized long last() {
    return seen.isEmpty() ? 0 : seen.getLast();
  }

  private synchronized boolean take(Stream<String> lines) {
    open = lines;
    return !closed;
  }

  private synchronized void saw(long event) {
    seen.add(event);
  }

  @Override
  public void close() {
    Stream<String> lines;
    synchronized (this) {
      closed = true;
      lines = open;
    }
    if (lines != null) {
      lines.close();
    }
    reading.close();
  }

  private void follow() throws InterruptedException {
    while (true) {
      try (Stream<String> lines = desk.events(run, last())) {
        if (!take(lines)) {
          return;
        }
        for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
          String line = each.next();
          if (line.startsWith("id:")) {
            saw(Long.parseLong(line.substring("id:".length()).strip()));
          }
        }
      } catch (IOException | UncheckedIOException e) {
        // The server is away; it is asked again from the last event on.
      }
      Thread.sleep(100);
    }
  }
}
