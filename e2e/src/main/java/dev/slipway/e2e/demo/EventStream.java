package dev.slipway.e2e.demo;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Server-sent events, read beside the reader so that waiting for the next has an end (HTML Living
 * Standard, section 9.2).
 */
final class EventStream implements AutoCloseable {

  /**
   * One event.
   *
   * @param id its id, or the last one before it; empty if there was none
   * @param type its type; {@link #CLOSED} for the end of the stream
   */
  record Event(String id, String type, String data) {}

  static final String CLOSED = "closed";

  private final Stream<String> lines;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  EventStream(Stream<String> lines) {
    this.lines = lines;
    Thread.ofPlatform().daemon().name("demo-events").start(this::read);
  }

  /** Takes the next event; empty if none comes in time. */
  Optional<Event> next(Duration most) throws InterruptedException {
    return Optional.ofNullable(events.poll(most.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    lines.close();
  }

  private void read() {
    String id = "";
    String type = "";
    StringBuilder data = new StringBuilder();
    try {
      for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
        String line = each.next();
        if (line.isEmpty()) {
          if (!data.isEmpty()) {
            events.add(new Event(id, type, data.toString()));
          }
          type = "";
          data.setLength(0);
        } else if (line.startsWith("id:")) {
          id = line.substring("id:".length()).strip();
        } else if (line.startsWith("event:")) {
          type = line.substring("event:".length()).strip();
        } else if (line.startsWith("data:")) {
          data.append(line.substring("data:".length()).strip());
        }
      }
    } catch (UncheckedIOException e) {
      // Closed by either side: the reader learns it from the event below.
    }
    events.add(new Event(id, CLOSED, ""));
  }
}
