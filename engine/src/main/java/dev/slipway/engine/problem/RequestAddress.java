package dev.slipway.engine.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where a request was sent, as a problem names it. */
final class RequestAddress {

  private RequestAddress() {}

  /** Nothing where what was sent is no address, such as {@code //}. */
  static @Nullable URI of(HttpServletRequest request) {
    try {
      return new URI(request.getRequestURI());
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
