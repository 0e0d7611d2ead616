package dev.slipway.engine.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small real HTTP server that answers as it was told, once per answer, the last one for good. */
final class StandInServer implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, String> begun = new ConcurrentHashMap<>();
  private final Set<String> silent = ConcurrentHashMap.newKeySet();

  StandInServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * @param request method, space, path with query
   */
  StandInServer answer(String request, int status, String body) {
    answers.computeIfAbsent(request, r -> new ArrayDeque<>()).add(new Answer(status, body));
    return this;
  }

  /** Takes such a request and says nothing to it until the server is closed. */
  StandInServer keepSilent(String request) {
    silent.add(request);
    return this;
  }

  /** Answers such a request with the beginning of an answer, and says no more. */
  StandInServer breakOff(String request, String beginning) {
    begun.put(request, beginning);
    return this;
  }

  /** Each as method, space, path, space, body, space, Authorization header. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    requests.add(request + " " + body + " " + token);
    if (silent.contains(request)) {
      return;
    }
    String beginning = begun.get(request);
    if (beginning != null) {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(beginning.getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      return;
    }
    Answer answer = next(request);
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Answer next(String request) {
    Deque<Answer> left = answers.get(request);
    if (left == null) {
      return new Answer(
          404, "{\"detail\":\"Nobody told the server what to say to " + request + "\"}");
    }
    synchronized (left) {
      return left.size() > 1 ? left.removeFirst() : left.getFirst();
    }
  }

  private record Answer(int status, String body) {}
}
