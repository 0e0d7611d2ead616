package dev.slipway.e2e.demo;

import java.io.PrintWriter;

/** Where the demo talks to its user; text from outside is stripped of control characters. */
record Console(PrintWriter out) {

  void line(String text) {
    out.println(text.replaceAll("\\p{Cntrl}", " "));
    out.flush();
  }

  void error(String message) {
    message.lines().forEach(this::line);
  }
}
