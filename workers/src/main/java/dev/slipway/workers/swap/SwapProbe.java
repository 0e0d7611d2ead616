package dev.slipway.workers.swap;

import dev.slipway.workers.verify.HttpAnswer;
import dev.slipway.workers.verify.HttpConnection;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small steady load through the router while it is switched: twenty requests a second, in turn on
 * a fresh connection and on one that is kept.
 */
final class SwapProbe implements AutoCloseable {

  private static final Duration BEAT = Duration.ofMillis(50);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int REASONS = 20;

  private final URI site;
  private final String path;
  private final Clock wall;
  private final List<String> reasons = new ArrayList<>();
  private final Thread thread;
  private volatile boolean ended;
  private long requests;
  private long failed;
  private long resets;
  private @Nullable HttpConnection kept;

  private SwapProbe(URI site, String path, Clock wall) {
    this.site = site;
    this.path = path;
    this.wall = wall;
    this.thread = Thread.ofVirtual().name("swap-probe").unstarted(this::run);
  }

  /**
   * What the probe saw.
   *
   * @param reasons why requests failed, the first {@value #REASONS}
   */
  record Count(long requests, long failed, long resets, List<String> reasons) {

    static Count none() {
      return new Count(0, 0, 0, List.of());
    }
  }

  static SwapProbe begin(URI site, String path, Clock wall) {
    SwapProbe probe = new SwapProbe(site, path, wall);
    probe.thread.start();
    return probe;
  }

  /** Ends the probe, after the answer that it waits for. */
  Count end() throws InterruptedException {
    ended = true;
    thread.join();
    return new Count(requests, failed, resets, List.copyOf(reasons));
  }

  @Override
  public void close() {
    ended = true;
    thread.interrupt();
  }

  private void run() {
    try {
      while (!ended) {
        long begin = System.nanoTime();
        ask(requests % 2 == 0);
        long left = BEAT.toNanos() - (System.nanoTime() - begin);
        if (left > 0) {
          Thread.sleep(Duration.ofNanos(left));
        }
      }
    } catch (InterruptedException e) {
      ended = true;
    } finally {
      if (kept != null) {
        kept.close();
      }
    }
  }

  private void ask(boolean fresh) {
    requests++;
    try {
      HttpAnswer answer = fresh ? onFresh() : onKept();
      if (answer.status() >= 500) {
        failed("status " + answer.status(), fresh);
      }
    } catch (SocketException | EOFException e) {
      resets++;
      failed(e.toString(), fresh);
    } catch (IOException e) {
      failed(e.toString(), fresh);
    }
  }

  private HttpAnswer onFresh() throws IOException {
    try (HttpConnection connection = HttpConnection.to(site, TIMEOUT)) {
      return connection.get(path, false, TIMEOUT);
    }
  }

  private HttpAnswer onKept() throws IOException {
    HttpConnection connection = kept;
    kept = null;
    if (connection == null) {
      connection = HttpConnection.to(site, TIMEOUT);
    }
    boolean keep = false;
    try {
      HttpAnswer answer = connection.get(path, true, TIMEOUT);
      keep = connection.reusable();
      return answer;
    } finally {
      if (keep) {
        kept = connection;
      } else {
        connection.close();
      }
    }
  }

  private void failed(String why, boolean fresh) {
    failed++;
    if (reasons.size() < REASONS) {
      reasons.add(
          wall.instant() + (fresh ? " on a fresh connection: " : " on a kept connection: ") + why);
    }
  }
}
