package dev.slipway.e2e.front;

import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;

/**
 * Passes a request on over a connection of its own.
 *
 * <p>A connection kept for later may be closed by its server at the very moment a request is put on
 * it; a POST cannot be sent twice to find out.
 */
final class OneShotProxy extends ProxyHandler {

  /** The request attribute that holds the loopback port of the chosen server. */
  static final String PORT = "dev.slipway.e2e.front.port";

  private static final int MOST_CONNECTIONS = 1024;

  @Override
  protected void configureHttpClient(HttpClient client) {
    super.configureHttpClient(client);
    client
        .getHttpClientTransport()
        .setConnectionPoolFactory(
            destination -> {
              DuplexConnectionPool pool = new DuplexConnectionPool(destination, MOST_CONNECTIONS);
              pool.setMaxUsage(1);
              return pool;
            });
  }

  @Override
  protected HttpURI rewriteHttpURI(Request request) {
    return HttpURI.build(request.getHttpURI())
        .scheme("http")
        .authority("127.0.0.1:" + request.getAttribute(PORT))
        .asImmutable();
  }
}
