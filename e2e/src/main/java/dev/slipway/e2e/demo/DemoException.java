package dev.slipway.e2e.demo;

/** The demo cannot go on; the message tells a newcomer what failed, why and what to do next. */
final class DemoException extends Exception {

  DemoException(String message) {
    super(message);
  }

  DemoException(String message, Throwable cause) {
    super(message, cause);
  }
}
