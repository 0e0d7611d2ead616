package dev.slipway.engine.command;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A server's HTTP API. Every refusal becomes a {@link CommandFailure} that says what to do. */
final class Api {

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /** A server's streams say something every 15 s, if only that they are there. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final URI base;
  private final @Nullable String token;
  private final Duration silence;
  private final JsonMapper json = new JsonMapper();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  Api(URI base, @Nullable String token) {
    this(base, token, SILENCE);
  }

  /**
   * @param silence how long a server may say nothing in the middle of an answer
   */
  Api(URI base, @Nullable String token, Duration silence) {
    this.base = base;
    this.token = token;
    this.silence = silence;
  }

  JsonNode get(String path) throws InterruptedException {
    return send(request(path).GET().timeout(DEADLINE));
  }

  JsonNode post(String path, Map<String, ?> body) throws InterruptedException {
    return post(path, body, DEADLINE);
  }

  /**
   * @param deadline how long the server may take until it answers
   */
  JsonNode post(String path, Map<String, ?> body, Duration deadline) throws InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json.writeValueAsString(body)))
            .timeout(deadline));
  }

  JsonNode delete(String path) throws InterruptedException {
    return send(request(path).DELETE().timeout(DEADLINE));
  }

  /** An event stream, open until the server or the reader closes it, or the server falls silent. */
  EventStream events(String path) throws InterruptedException {
    HttpResponse<InputStream> response =
        exchange(request(path).header("Accept", "text/event-stream").GET());
    if (response.statusCode() != 200) {
      throw refusal(response.statusCode(), read(response.body()));
    }
    return new EventStream(new AnswerBody(response.body(), silence), json);
  }

  /** One segment of a path, or one value of a query. */
  static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  String pretty(JsonNode node) {
    return json.writerWithDefaultPrettyPrinter().writeValueAsString(node);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
    HttpResponse<InputStream> response = exchange(request);
    JsonNode body = read(response.body());
    if (response.statusCode() / 100 != 2) {
      throw refusal(response.statusCode(), body);
    }
    return body;
  }

  private HttpResponse<InputStream> exchange(HttpRequest.Builder request)
      throws InterruptedException {
    HttpRequest asked = request.build();
    try {
      return headers(asked);
    } catch (HttpTimeoutException e) {
      if (!(e instanceof HttpConnectTimeoutException)) {
        throw tooSlow(asked);
      }
      throw new CommandFailure(
          "Nothing answers at "
              + base
              + ": what is sent there gets lost. See that its address is right and that a firewall"
              + " lets you through, or name another server with --server URL.",
          ExitCode.UNREACHABLE);
    } catch (IOException e) {
      throw new CommandFailure(
          "The server at "
              + base
              + " cannot be reached. Start it with ./slipway server, or name another with"
              + " --server URL.",
          ExitCode.UNREACHABLE);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("The token is not one: it holds odd characters.", ExitCode.USAGE);
    }
  }

  /**
   * Waits for the headers only. The request's own limit, where it has one, would on newer JDKs cut
   * a stream in the middle; a stream has none.
   */
  private HttpResponse<InputStream> headers(HttpRequest asked)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<InputStream>> answer =
        http.sendAsync(asked, BodyHandlers.ofInputStream());
    Duration within = asked.timeout().orElse(DEADLINE);
    try {
      return answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new HttpTimeoutException("no answer within " + within.toSeconds() + " s");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      throw new IOException(String.valueOf(e.getCause()), e.getCause());
    }
  }

  private CommandFailure tooSlow(HttpRequest asked) {
    return new CommandFailure(
        "The server at "
            + base
            + " is there, but has not answered within "
            + asked.timeout().orElse(DEADLINE).toSeconds()
            + " s. It may still be at work on what was asked: see what became of it with ./slipway"
            + " runs, and look into the server's log.",
        ExitCode.UNREACHABLE);
  }

  private JsonNode read(InputStream body) {
    try (InputStream watched = new AnswerBody(body, silence)) {
      byte[] bytes = watched.readAllBytes();
      return bytes.length == 0 ? MissingNode.getInstance() : json.readTree(bytes);
    } catch (IOException e) {
      throw new CommandFailure(
          "The server at " + base + " went away in the middle of an answer. Try again.",
          ExitCode.UNREACHABLE);
    } catch (JacksonException e) {
      throw new CommandFailure(
          "What answers at " + base + " is not a Slipway server. Name one with --server URL.",
          ExitCode.UNREACHABLE);
    }
  }

  private CommandFailure refusal(int status, JsonNode problem) {
    String detail = Screen.safe(problem.path("detail").asString(""));
    String said =
        detail.isEmpty()
            ? "The server answered with status " + status + "."
            : detail + (detail.matches("(?s).*[.!?]") ? "" : ".");
    return switch (status) {
      case 401 ->
          new CommandFailure(
              (token == null ? "The server wants a token." : said)
                  + " Give one with --token-file FILE or SLIPWAY_TOKEN; on the server's machine,"
                  + " --data DIR finds its own.",
              ExitCode.FAILED);
      case 400 -> new CommandFailure(said + allowed(problem.path("allowed")), ExitCode.USAGE);
      default -> new CommandFailure(said, ExitCode.FAILED);
    };
  }

  private static String allowed(JsonNode allowed) {
    String values =
        allowed.isArray()
            ? allowed.valueStream().map(one -> one.asString("")).collect(Collectors.joining(", "))
            : allowed.asString("");
    return values.isEmpty() ? "" : " Allowed: " + Screen.safe(values) + ".";
  }
}
