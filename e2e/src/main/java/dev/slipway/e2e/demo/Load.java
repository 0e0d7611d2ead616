package dev.slipway.e2e.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A steady load on the demo's own front: a request is sent when its time has come, whether or not
 * the one before is answered. At most {@link #MOST_OPEN} wait at a time; one more counts as lost.
 */
final class Load {

  static final int PER_SECOND = 100;
  private static final int MOST_OPEN = 500;
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(11);

  private final URI base;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("demo-load").factory());
  private final Semaphore open = new Semaphore(MOST_OPEN);
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();

  Load(URI base) {
    if (!"127.0.0.1".equals(base.getHost())) {
      throw new IllegalArgumentException("a load is for this machine only, not for " + base);
    }
    this.base = base;
  }

  void start() {
    var unused =
        clock.scheduleAtFixedRate(
            this::send, 0, TimeUnit.SECONDS.toNanos(1) / PER_SECOND, TimeUnit.NANOSECONDS);
  }

  LoadCount count() {
    return new LoadCount(sent.get(), lost.get());
  }

  /** The version that Harbour says it is; what went wrong if it does not say. */
  String servingVersion() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/version")).timeout(Duration.ofSeconds(5)).build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return response.statusCode() == 200
          ? JsonMapper.shared().readTree(response.body()).path("version").asString("?")
          : Integer.toString(response.statusCode());
    } catch (IOException e) {
      return "nothing";
    }
  }

  /** Sends no more and waits for the last answers. */
  void stop() throws InterruptedException {
    clock.shutdown();
    if (!clock.awaitTermination(1, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the load does not stop");
    }
    if (open.tryAcquire(MOST_OPEN, LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS)) {
      open.release(MOST_OPEN);
    }
  }

  private void send() {
    long index = sent.getAndIncrement();
    if (!open.tryAcquire()) {
      lost.incrementAndGet();
      return;
    }
    var unused =
        client
            .sendAsync(LoadClients.request(base, index), BodyHandlers.discarding())
            .whenComplete((response, failure) -> end(response));
  }

  private void end(@Nullable HttpResponse<Void> response) {
    if (response == null || response.statusCode() >= 400) {
      lost.incrementAndGet();
    }
    open.release();
  }
}
