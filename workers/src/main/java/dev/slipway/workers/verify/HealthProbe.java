package dev.slipway.workers.verify;

import dev.slipway.processes.definition.HealthCheck;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks once for an application's health.
 *
 * @param site the environment's URL: what is asked for is asked for under its name
 * @param wall dates what is seen
 */
record HealthProbe(URI site, HealthCheck check, Clock wall) {

  /** Opens connections to whatever is to be asked. */
  interface Connector {
    HttpConnection connect(Duration timeout) throws IOException;
  }

  /**
   * One answer.
   *
   * @param seen the status, or why there is none
   * @param millis how long it took
   */
  record Observation(Instant at, boolean good, String seen, long millis) {

    @Override
    public String toString() {
      return at + " " + seen + " (" + millis + " ms)";
    }
  }

  Observation ask(Connector connector) {
    Instant at = wall.instant();
    long begin = System.nanoTime();
    boolean good = false;
    String seen;
    try {
      String path = check.path();
      HttpAnswer answer = get(connector, path);
      for (int i = 0;
          i < HealthCheck.MOST_REDIRECTS && check.followRedirects() && answer.redirects();
          i++) {
        Optional<String> next = next(path, answer);
        if (next.isEmpty()) {
          break;
        }
        path = next.get();
        answer = get(connector, path);
      }
      good = answer.good();
      seen = describe(answer);
    } catch (IOException e) {
      seen = e.getClass().getSimpleName() + ": " + e.getMessage();
    }
    return new Observation(at, good, seen, (System.nanoTime() - begin) / 1_000_000);
  }

  private HttpAnswer get(Connector connector, String path) throws IOException {
    try (HttpConnection connection = connector.connect(check.timeout())) {
      return connection.get(path, false, check.timeout());
    }
  }

  private static String describe(HttpAnswer answer) {
    if (answer.good()) {
      return "status " + answer.status();
    }
    if (answer.redirects()) {
      return "status "
          + answer.status()
          + ", a redirect to "
          + answer.header("location").orElse("nowhere");
    }
    String words = answer.words();
    return "status " + answer.status() + (words.isEmpty() ? "" : ": " + words);
  }

  /** Where a redirect leads on the same site; empty if it leads away from it. */
  private Optional<String> next(String path, HttpAnswer answer) {
    try {
      URI to = site.resolve(path).resolve(answer.header("location").orElse(path));
      if (!site.getAuthority().equals(to.getAuthority())) {
        return Optional.empty();
      }
      String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
      return Optional.of((to.getRawPath().isEmpty() ? "/" : to.getRawPath()) + query);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
