package dev.slipway.e2e.front;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A running front. */
public final class DemoFront implements AutoCloseable {

  private static final long KEEP_ALIVE_MILLIS = 300_000;

  private final Server server;
  private final ServerConnector connector;
  private final RuntimeApi api;

  private DemoFront(Server server, ServerConnector connector, RuntimeApi api) {
    this.server = server;
    this.connector = connector;
    this.api = api;
  }

  /**
   * Starts a front on loopback, with the route of its state file if there is one.
   *
   * @throws IOException if a port is taken or the state file cannot be read
   */
  public static DemoFront start(FrontSettings settings, Clock clock) throws IOException {
    Backend backend = new Backend(settings.backend(), settings.servers(), clock, settings.watch());
    if (Files.exists(settings.stateFile())) {
      StateTable.read(Files.readAllLines(settings.stateFile(), StandardCharsets.UTF_8), backend);
    }
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(settings.port());
    connector.setIdleTimeout(KEEP_ALIVE_MILLIS);
    server.addConnector(connector);
    server.setHandler(new Balancer(backend, new OneShotProxy()));
    RuntimeApi api = new RuntimeApi(settings.apiPort(), backend);
    try {
      server.start();
    } catch (Exception e) {
      api.close();
      throw new IOException("the front cannot listen on port " + settings.port(), e);
    }
    api.start();
    return new DemoFront(server, connector, api);
  }

  public int port() {
    return connector.getLocalPort();
  }

  public int apiPort() {
    return api.port();
  }

  @Override
  public void close() throws IOException {
    api.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("the front does not stop", e);
    }
  }
}
