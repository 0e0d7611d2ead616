package dev.slipway.workers.verify;

import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepStoppedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks for pages as a visitor would; redirects are answers like any other. */
final class PageClient implements AutoCloseable {

  private static final int KEPT_BODY = 1 << 20;
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final long SLICE = 200;

  private final TimeLeft left;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(10))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final ExecutorService reader = Executors.newVirtualThreadPerTaskExecutor();

  PageClient(TimeLeft left) {
    this.left = left;
  }

  /**
   * Asks for one page.
   *
   * @throws StepStoppedException as soon as the step is asked to stop
   * @throws IOException if there is no whole answer within 20 seconds, or within the time that is
   *     left, telling why
   */
  Page get(StepContext step, URI page)
      throws IOException, StepStoppedException, InterruptedException {
    Duration timeout = left.atMost(TIMEOUT);
    // The client's own timeout ends with the headers; the body may stall as well.
    Future<Page> answer = reader.submit(() -> read(page, timeout));
    try {
      for (long waited = 0; waited < timeout.toMillis(); waited += SLICE) {
        step.checkStop();
        Optional<Page> whole = await(answer, Math.min(SLICE, timeout.toMillis() - waited));
        if (whole.isPresent()) {
          return whole.get();
        }
      }
      throw new IOException("no whole answer within " + timeout.toSeconds() + " s");
    } finally {
      // Closes the connection, too.
      answer.cancel(true);
    }
  }

  private static Optional<Page> await(Future<Page> answer, long millis)
      throws IOException, InterruptedException {
    try {
      return Optional.of(answer.get(millis, TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw new IOException(cause.getClass().getSimpleName() + ": " + cause.getMessage(), e);
    }
  }

  private Page read(URI page, Duration timeout) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    HttpResponse<InputStream> response =
        http.send(
            HttpRequest.newBuilder(page).timeout(timeout).header("User-Agent", "slipway").build(),
            HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      String text = new String(body.readNBytes(KEPT_BODY), StandardCharsets.UTF_8);
      return new Page(
          response.statusCode(),
          Page.mediaType(response.headers().firstValue("Content-Type")),
          text,
          (System.nanoTime() - begin) / 1_000_000);
    }
  }

  @Override
  public void close() {
    reader.shutdownNow();
    http.shutdownNow();
  }
}
