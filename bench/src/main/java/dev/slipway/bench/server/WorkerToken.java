package dev.slipway.bench.server;

import dev.slipway.bench.machine.BenchException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** Asks the server for a token with the worker right, as an administrator does for a new worker. */
final class WorkerToken {

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private WorkerToken() {}

  private record Issued(String name, String token) {}

  static String issue(URI server, String adminToken)
      throws BenchException, IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/api/tokens"))
            .timeout(DEADLINE)
            .header("Authorization", "Bearer " + adminToken)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"name\":\"bench\",\"rights\":[\"worker\"]}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 201) {
        throw new BenchException("The server issues no worker token: " + response.body());
      }
      return JsonMapper.builder().build().readValue(response.body(), Issued.class).token();
    }
  }
}
