package dev.slipway.e2e.server;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Slipway's HTTP API, with a token. */
public final class SlipwayClient {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final URI server;
  private final String token;

  SlipwayClient(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  /** An answer of the API, whatever its status. */
  public record Reply(int status, String mediaType, JsonNode body) {

    public String field(String name) {
      return body.path(name).asString("");
    }
  }

  public Reply get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  public Reply post(String path, Map<String, ?> body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  /** Waits until the server has read the application's file. */
  public void awaitApplication(String application, String environment, Duration within)
      throws IOException, InterruptedException {
    String path = "/api/applications/" + application + "/environments/" + environment;
    Eventually.hold("the server knows " + application, within, () -> get(path).status() == 200);
  }

  /** Starts a release and tells its run's number. */
  public long release(String application, String environment, String ref)
      throws IOException, InterruptedException {
    return start(
        Map.of(
            "kind", "release", "application", application, "environment", environment, "ref", ref));
  }

  /** Starts a rollback to a release and tells its run's number. */
  public long rollback(String application, String environment, String release)
      throws IOException, InterruptedException {
    return start(
        Map.of(
            "kind",
            "rollback",
            "application",
            application,
            "environment",
            environment,
            "release",
            release));
  }

  public RunView run(long run) throws IOException, InterruptedException {
    return new RunView(success(get("/api/runs/" + run)));
  }

  /** Waits until a run has ended, or is held for a person. */
  public RunView ended(long run, Duration within) throws IOException, InterruptedException {
    return Eventually.get(
        "run " + run + " has ended",
        within,
        () -> Optional.of(run(run)).filter(RunView::isSettled));
  }

  /** The environment in detail. */
  public JsonNode environment(String application, String environment)
      throws IOException, InterruptedException {
    return success(get("/api/applications/" + application + "/environments/" + environment));
  }

  /** What a run has logged so far, a line each. */
  public String log(long run) throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder();
    success(get("/api/runs/" + run + "/log?limit=1000"))
        .path("lines")
        .forEach(line -> text.append(line.path("text").asString("")).append('\n'));
    return text.toString();
  }

  /** Follows a run's events until one says this, and tells everything that was said till then. */
  public String follow(long run, String until, Duration within)
      throws IOException, InterruptedException {
    StringBuilder seen = new StringBuilder();
    long deadline = System.nanoTime() + within.toNanos();
    try (var lines =
        Http.lines(request("/api/runs/" + run + "/events").GET().timeout(within).build())) {
      var each = lines.iterator();
      while (seen.indexOf(until) < 0 && System.nanoTime() < deadline && each.hasNext()) {
        seen.append(each.next()).append('\n');
      }
    }
    return seen.toString();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private long start(Map<String, String> body) throws IOException, InterruptedException {
    return success(post("/api/runs", body)).path("run").asLong();
  }

  private static JsonNode success(Reply reply) throws IOException {
    if (reply.status() / 100 != 2) {
      throw new IOException("The server answered " + reply.status() + ": " + reply.body());
    }
    return reply.body();
  }

  private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = Http.send(request.build());
    String type = response.headers().firstValue("Content-Type").orElse("");
    JsonNode body =
        type.contains("json") ? JSON.readTree(response.body()) : JSON.valueToTree(response.body());
    return new Reply(response.statusCode(), type.replaceAll(";.*", ""), body);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + token);
  }
}
