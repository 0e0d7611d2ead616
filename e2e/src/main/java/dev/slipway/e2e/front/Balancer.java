package dev.slipway.e2e.front;

import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Gives each request, on whatever connection it comes, to a server that is ready. */
final class Balancer extends Handler.Wrapper {

  private static final String NOBODY =
      """
      <!doctype html>
      <title>503 Service Unavailable</title>
      <h1>503 Service Unavailable</h1>
      No server is available to handle this request.
      """;

  private final Backend backend;

  Balancer(Backend backend, Handler proxy) {
    super(proxy);
    this.backend = backend;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Optional<Visit> found = backend.visit();
    if (found.isEmpty()) {
      response.setStatus(HttpStatus.SERVICE_UNAVAILABLE_503);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/html; charset=utf-8");
      response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
      Content.Sink.write(response, true, NOBODY, callback);
      return true;
    }
    Visit visit = found.get();
    request.setAttribute(OneShotProxy.PORT, visit.port());
    Request.addCompletionListener(request, failure -> visit.end(response.getStatus()));
    return super.handle(request, response, callback);
  }
}
