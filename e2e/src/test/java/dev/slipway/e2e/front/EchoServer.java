package dev.slipway.e2e.front;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.e2e.server.Eventually;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers everything with its name, on demand only once it is let go. */
final class EchoServer implements AutoCloseable {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int BACKLOG = 200;

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  final CountDownLatch held = new CountDownLatch(1);
  final CountDownLatch letGo = new CountDownLatch(1);

  EchoServer(String name, int port) throws IOException, InterruptedException {
    server = Eventually.get("port " + port + " is free", SOON, () -> listening(port));
    server.setExecutor(executor);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          if (exchange.getRequestURI().getPath().equals("/held")) {
            hold();
          }
          byte[] body = name.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  /** Empty while a server that was stopped just now has not let go of the port yet. */
  private static Optional<HttpServer> listening(int port) throws IOException {
    try {
      return Optional.of(
          HttpServer.create(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG));
    } catch (BindException e) {
      return Optional.empty();
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private void hold() {
    held.countDown();
    try {
      letGo.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
