package dev.slipway.workers.verify;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param headers the first value of each, by name in lower case
 * @param body the first bytes of the body, as ISO 8859-1
 */
public record HttpAnswer(int status, Map<String, String> headers, String body) {

  public HttpAnswer {
    headers = Map.copyOf(headers);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Whether the status is 200 to 299. */
  public boolean good() {
    return status >= 200 && status <= 299;
  }

  boolean redirects() {
    return status >= 300 && status <= 399 && header("location").isPresent();
  }
}
