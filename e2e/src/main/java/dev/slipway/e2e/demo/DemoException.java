package dev.slipway.e2e.demo;

/** The demo cannot go on; the message tells a newcomer what failed, why and what to do next. */
final class DemoException extends Exception {

  private final String advice;

  DemoException(String advice) {
    super(advice);
    this.advice = advice;
  }

  DemoException(String advice, Throwable cause) {
    super(advice, cause);
    this.advice = advice;
  }

  String advice() {
    return advice;
  }
}
