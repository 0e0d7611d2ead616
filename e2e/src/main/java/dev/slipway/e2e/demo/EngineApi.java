package dev.slipway.e2e.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the server over its HTTP API, as any automation would. */
final class EngineApi {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final URI address;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private @Nullable String token;

  EngineApi(URI address) {
    this.address = address;
  }

  URI address() {
    return address;
  }

  void signIn(String token) {
    this.token = token;
  }

  boolean healthy() throws InterruptedException {
    try {
      HttpRequest request = request("/actuator/health").GET().build();
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  RunView release(String ref) throws DemoException, InterruptedException {
    return start(Map.of("kind", "release", "ref", ref));
  }

  RunView rollBack(String release) throws DemoException, InterruptedException {
    return start(Map.of("kind", "rollback", "release", release));
  }

  RunView run(long run) throws DemoException, InterruptedException {
    return send(request("/api/runs/" + run).GET().build(), 200);
  }

  /** Opens the event stream of a run, from after an event on. */
  EventStream events(long run, String after) throws DemoException, InterruptedException {
    HttpRequest request =
        request("/api/runs/" + run + "/events?after=" + after)
            .header("Accept", "text/event-stream")
            .GET()
            .build();
    try {
      HttpResponse<Stream<String>> response = client.send(request, BodyHandlers.ofLines());
      if (response.statusCode() != 200) {
        response.body().close();
        throw new DemoException(
            "GET " + request.uri() + " answered " + response.statusCode() + " instead of 200.");
      }
      return new EventStream(response.body());
    } catch (IOException e) {
      throw unreachable(request, e);
    }
  }

  static <T> T read(String json, Class<T> type) throws DemoException {
    try {
      return JSON.readValue(json, type);
    } catch (JacksonException e) {
      throw new DemoException(
          "The server sent something that is no "
              + type.getSimpleName()
              + ": "
              + json.substring(0, Math.min(json.length(), 300)),
          e);
    }
  }

  private RunView start(Map<String, String> what) throws DemoException, InterruptedException {
    Map<String, String> body = new TreeMap<>(what);
    body.put("application", ApplicationFile.APPLICATION);
    body.put("environment", ApplicationFile.ENVIRONMENT);
    HttpRequest request =
        request("/api/runs")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    return send(request, 201);
  }

  private RunView send(HttpRequest request, int expected)
      throws DemoException, InterruptedException {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() != expected) {
        throw new DemoException(
            "%s %s answered %d: %s"
                .formatted(
                    request.method(), request.uri(), response.statusCode(), response.body()));
      }
      return read(response.body(), RunView.class);
    } catch (IOException e) {
      throw unreachable(request, e);
    }
  }

  private static DemoException unreachable(HttpRequest request, IOException e) {
    return new DemoException("The server does not answer " + request.uri() + ": " + e, e);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path)).timeout(TIMEOUT);
    String bearer = token;
    return bearer == null ? request : request.header("Authorization", "Bearer " + bearer);
  }
}
