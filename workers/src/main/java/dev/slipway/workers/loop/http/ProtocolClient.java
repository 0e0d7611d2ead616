package dev.slipway.workers.loop.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends one body and reads the answer. */
final class ProtocolClient {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final URI server;
  private final String token;
  private final JsonMapper mapper = JsonMapper.builder().build();
  private final HttpClient http =
      HttpClient.newBuilder()
          // HTTP/2 would send everything over one connection, which may stall.
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  ProtocolClient(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  /** Whether to ask again after an answer that was lost, or that a starting server gave. */
  enum Repeat {
    ALWAYS,
    ONLY_IF_NOT_SENT
  }

  /** The answer as it came; a status of 400 or more is an answer too. */
  HttpResponse<String> post(String path, Object body, Duration timeout, Repeat repeat)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(timeout)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, application/problem+json")
            .POST(HttpRequest.BodyPublishers.ofString(mapper.writeValueAsString(body)))
            .build();
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<String> response = send(request, timeout);
        if (attempt >= 4 || repeat != Repeat.ALWAYS || !restarting(response.statusCode())) {
          return response;
        }
      } catch (IOException e) {
        boolean again = repeat == Repeat.ALWAYS || e instanceof ConnectException;
        if (attempt >= 4 || !again) {
          throw new WorkSourceException(
              "The server " + server + " did not answer " + path + ": " + e, e);
        }
      }
      Thread.sleep(250L << attempt);
    }
  }

  /** The request's own limit ends with the headers; the body may stall as well. */
  private HttpResponse<String> send(HttpRequest request, Duration timeout)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no whole answer within " + timeout.toSeconds() + " s");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ConnectException refused) {
        throw refused;
      }
      if (e.getCause() instanceof HttpConnectTimeoutException late) {
        // Nothing was sent, as with one that is refused.
        throw new ConnectException(late.getMessage());
      }
      throw new IOException(String.valueOf(e.getCause()), e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private static boolean restarting(int status) {
    return status == 502 || status == 503 || status == 504;
  }

  <T> T read(HttpResponse<String> response, Class<T> type) {
    require(response);
    try {
      return mapper.readValue(response.body(), type);
    } catch (JacksonException e) {
      throw new WorkSourceException(
          "The server "
              + server
              + " answered what this worker cannot read; bring both to one"
              + " version: "
              + e.getOriginalMessage(),
          response.statusCode());
    }
  }

  void require(HttpResponse<String> response) {
    int status = response.statusCode();
    if (status < 200 || status > 299) {
      throw new WorkSourceException(
          "The server "
              + server
              + " answered "
              + status
              + (status == 401 || status == 403
                  ? "; its token must be valid and have the worker right"
                  : "")
              + ": "
              + problem(response, "detail"),
          status);
    }
  }

  /** A member of an RFC 9457 problem, or nothing. */
  String problem(HttpResponse<String> response, String member) {
    try {
      JsonNode node = mapper.readTree(response.body()).path(member);
      return node.isString() ? node.stringValue() : "";
    } catch (JacksonException e) {
      return "";
    }
  }
}
