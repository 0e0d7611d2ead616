package dev.slipway.e2e.demo;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;

/** The kinds of requests that a load is made of. */
final class LoadClients {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final List<String> PAGES = List.of("/", "/ships", "/version");
  private static final int POST_EVERY = 10;

  private LoadClients() {}

  /**
   * Makes the JDK's HTTP client fit to measure with; must run before its first use. A client that
   * sends a request again by itself would hide the very failures that are counted.
   */
  static void prepare() {
    System.setProperty("jdk.httpclient.redirects.retrylimit", "1");
    System.setProperty("jdk.httpclient.disableRetryConnect", "true");
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "connection");
  }

  /**
   * The request number {@code index}: pages in turn, every other on a new connection, some POSTs.
   */
  static HttpRequest request(URI base, long index) {
    HttpRequest.Builder request;
    if (index % POST_EVERY == 0) {
      request =
          HttpRequest.newBuilder(base.resolve("/ships"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString("name=Visitor+" + index + "&from=afar"));
    } else {
      request = HttpRequest.newBuilder(base.resolve(PAGES.get((int) (index % PAGES.size()))));
    }
    if (index % 2 == 1) {
      request.header("Connection", "close");
    }
    return request.timeout(TIMEOUT).build();
  }
}
