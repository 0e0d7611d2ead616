package dev.slipway.engine.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A browser of somebody who has signed in. */
final class SignedIn implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final String server;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

  SignedIn(int port) throws IOException, InterruptedException {
    server = "http://127.0.0.1:" + port;
    get("/api/session");
    post("/api/session", "{\"name\":\"admin\",\"password\":\"a good password\"}");
    get("/api/session");
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).GET().build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
    var request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
        .forEach(cookie -> request.header("X-CSRF-TOKEN", cookie.getValue()));
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** Opens a stream of events. */
  InputStream follow(String path, String lastEventId) throws IOException, InterruptedException {
    var request = request(path).GET();
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    return http.send(request.build(), BodyHandlers.ofInputStream()).body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server + path)).timeout(DEADLINE);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
