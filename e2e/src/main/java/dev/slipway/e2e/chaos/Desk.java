package dev.slipway.e2e.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever asks the server for something: patient, for it may be away for a while. */
final class Desk {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final URI server;
  private final String token;

  Desk(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  /** An answer of the API. */
  record Answer(int status, JsonNode body) {}

  static boolean healthy(URI server) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/actuator/health"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** What the server answers when it is there again. */
  JsonNode get(String path) throws IOException, InterruptedException {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        Answer answer = send(request(path).GET());
        if (answer.status() == 200) {
          return answer.body();
        }
        if (System.nanoTime() > limit || answer.status() / 100 == 4) {
          throw new IllegalStateException(path + " answered " + answer);
        }
      } catch (IOException e) {
        if (System.nanoTime() > limit) {
          throw e;
        }
      }
      Thread.sleep(BETWEEN_TRIES);
    }
  }

  /**
   * Asks once for whatever the answer is.
   *
   * @throws IOException if there is none within this time
   */
  HttpResponse<String> ask(String path, Duration within) throws IOException, InterruptedException {
    return CLIENT.send(request(path).timeout(within).GET().build(), BodyHandlers.ofString());
  }

  /** Asks once; whether it was heard is not known when it fails. */
  Answer post(String path, Map<String, String> body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  /** What is there as a file, such as a run's log, line by line. */
  Stream<String> download(String path) throws IOException, InterruptedException {
    HttpResponse<Stream<String>> response =
        CLIENT.send(request(path).GET().build(), BodyHandlers.ofLines());
    if (response.statusCode() != 200) {
      throw new IOException(path + " answered " + response.statusCode());
    }
    return response.body();
  }

  /** The lines of a stream of events, as they come. */
  Stream<String> events(long run, long after) throws IOException, InterruptedException {
    return follow(run, "?after=" + after);
  }

  /** The same with the log, as a page follows its end. */
  Stream<String> tail(long run) throws IOException, InterruptedException {
    return follow(run, "?log=true&tail=true");
  }

  private Stream<String> follow(long run, String what) throws IOException, InterruptedException {
    HttpResponse<Stream<String>> response =
        CLIENT.send(
            request("/api/runs/" + run + "/events" + what)
                .header("Accept", "text/event-stream")
                .GET()
                .build(),
            BodyHandlers.ofLines());
    if (response.statusCode() != 200) {
      response.body().close();
      throw new IOException("The stream of run " + run + " answered " + response.statusCode());
    }
    return response.body();
  }

  /** The newest run of an application. */
  Optional<Long> newestRun(String application) throws IOException, InterruptedException {
    JsonNode runs = get("/api/runs?application=" + application + "&limit=1").path("runs");
    return runs.isEmpty() ? Optional.empty() : Optional.of(runs.path(0).path("run").asLong());
  }

  private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
    String type = response.headers().firstValue("Content-Type").orElse("");
    return new Answer(
        response.statusCode(),
        type.contains("json") ? JSON.readTree(response.body()) : JSON.createObjectNode());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + token);
  }
}
