package dev.slipway.e2e.load;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests at a constant rate, whatever becomes of those before (an open loop: a stall shows as
 * slow or lost requests and not as fewer of them). Keep-alive GETs, GETs on new connections and
 * POSTs take turns. Ends at the latest after {@link #LONGEST}.
 */
public final class SteadyLoad implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

  private final URI base;
  private final long pauseNanos;
  private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
  private final Deque<PlainConnection> idle = new ConcurrentLinkedDeque<>();
  private final CountDownLatch warm;
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread clock;
  private volatile boolean stopped;

  private SteadyLoad(URI base, int perSecond) {
    this.base = base;
    this.pauseNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.warm = new CountDownLatch(perSecond);
    this.clock = Thread.ofPlatform().name("steady-load").start(this::keepSending);
  }

  /** Starts the load and returns once a second's worth of requests has come back. */
  public static SteadyLoad on(URI base, int perSecond) throws InterruptedException {
    SteadyLoad load = new SteadyLoad(base, perSecond);
    if (!load.warm.await(30, TimeUnit.SECONDS)) {
      load.close();
      throw new IllegalStateException("Nothing answers on " + base);
    }
    return load;
  }

  /** Stops sending, waits for every answer that is due and tells what became of all of them. */
  public LoadReport stop() throws InterruptedException {
    stopped = true;
    clock.join();
    senders.shutdown();
    senders.awaitTermination(2 * ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS);
    for (PlainConnection connection = idle.poll(); connection != null; connection = idle.poll()) {
      quietlyClose(connection);
    }
    return new LoadReport(List.copyOf(outcomes));
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepSending() {
    Outcome.Kind[] kinds = Outcome.Kind.values();
    long start = System.nanoTime();
    long end = start + LONGEST.toNanos();
    for (int sent = 0; !stopped && System.nanoTime() < end; sent++) {
      long due = start + sent * pauseNanos;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      Outcome.Kind kind = kinds[sent % kinds.length];
      senders.execute(() -> outcomes.add(send(kind)));
    }
  }

  private Outcome send(Outcome.Kind kind) {
    Instant startedAt = Instant.now();
    try {
      Answer answer = exchange(kind);
      String loss = answer.status() == 200 ? "" : "status " + answer.status();
      return new Outcome(kind, startedAt, Instant.now(), answer.version(), loss, false);
    } catch (SocketTimeoutException e) {
      return new Outcome(kind, startedAt, Instant.now(), "", "no answer in time", false);
    } catch (IOException | RuntimeException e) {
      return new Outcome(kind, startedAt, Instant.now(), "", e.toString(), true);
    } finally {
      warm.countDown();
    }
  }

  private Answer exchange(Outcome.Kind kind) throws IOException {
    boolean keepAlive = kind != Outcome.Kind.NEW_CONNECTION_GET;
    PlainConnection connection = keepAlive ? idle.poll() : null;
    if (connection == null) {
      connection = PlainConnection.open(base, ANSWER_WITHIN);
    }
    boolean reusable = false;
    try {
      Answer answer =
          switch (kind) {
            case KEEP_ALIVE_GET -> connection.get("/", true);
            case NEW_CONNECTION_GET -> connection.get("/version", false);
            case POST -> connection.post("/cargo/", "x".repeat(2_000), true);
          };
      reusable = answer.reusable();
      return answer;
    } finally {
      if (reusable) {
        idle.offer(connection);
      } else {
        quietlyClose(connection);
      }
    }
  }

  private static void quietlyClose(PlainConnection connection) {
    try {
      connection.close();
    } catch (IOException e) {
      // The request on it is counted already; closing what is broken adds nothing.
    }
  }
}
