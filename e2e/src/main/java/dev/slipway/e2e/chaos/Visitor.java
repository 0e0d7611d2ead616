package dev.slipway.e2e.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who uses one application all the time, and notes every answer that is none. */
final class Visitor implements AutoCloseable {

  private static final Duration BETWEEN_VISITS = Duration.ofMillis(60);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final HttpRequest page;
  private final List<String> losses = new CopyOnWriteArrayList<>();
  private final Background visits;

  private Visitor(URI application) {
    this.page =
        HttpRequest.newBuilder(application.resolve("/")).timeout(Duration.ofSeconds(10)).build();
    this.visits = Background.begin("visitor", this::visit);
  }

  static Visitor of(URI application) {
    return new Visitor(application);
  }

  /** The release that answers; empty if none does. */
  static String release(URI application) throws IOException, InterruptedException {
    try (HttpClient once = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(application.resolve("/")).timeout(Duration.ofSeconds(10)).build();
      HttpResponse<String> response = once.send(request, BodyHandlers.ofString());
      return response.statusCode() == 200 ? response.body().replaceFirst("^whole", "").strip() : "";
    }
  }

  /** What was lost since the start, once something has served. */
  List<String> losses() {
    return List.copyOf(losses);
  }

  @Override
  public void close() {
    visits.close();
    client.close();
  }

  private void visit() throws InterruptedException {
    boolean open = false;
    while (true) {
      String loss = lossOfOne();
      open |= loss.isEmpty();
      if (open && !loss.isEmpty()) {
        losses.add(Instant.now() + " " + loss);
      }
      Thread.sleep(BETWEEN_VISITS);
    }
  }

  private String lossOfOne() throws InterruptedException {
    try {
      HttpResponse<String> response = client.send(page, BodyHandlers.ofString());
      return response.statusCode() == 200 ? "" : "status " + response.statusCode();
    } catch (IOException e) {
      return e.toString();
    }
  }
}
