package dev.slipway.e2e.front;

import java.util.Map;

/** Is told of every change of the route before whoever made it gets an answer. */
@FunctionalInterface
public interface RouteWatch {

  /**
   * Takes notice.
   *
   * @param states the administrative state of every server by its name: {@code ready}, {@code
   *     drain} or {@code maint}
   */
  void changed(Map<String, String> states);
}
