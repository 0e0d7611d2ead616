package dev.slipway.e2e.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;

/** One HTTP client for all clients of the API. */
final class Http {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private Http() {}

  static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** The lines of an answer as they come. */
  static Stream<String> lines(HttpRequest request) throws IOException, InterruptedException {
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofLines()).body();
  }

  /** Whether a GET is answered with 200; a connection that cannot be made counts as no. */
  static boolean answers(URI uri) throws InterruptedException {
    try {
      return send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build()).statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
