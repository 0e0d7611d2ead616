package dev.slipway.e2e.demo;

import org.jspecify.annotations.Nullable;

/** What the demo reads of a step. */
record StepView(
    String key,
    String title,
    boolean compensation,
    String state,
    int attempt,
    @Nullable String summary,
    @Nullable FailureView failure) {

  /** What the demo reads of a failure. */
  record FailureView(@Nullable String what, @Nullable String why) {}

  /** The step in one line; empty while there is nothing to tell. */
  String line() {
    String label = (compensation ? "↶ " : "  ") + title;
    return switch (state) {
      case "done", "undone" -> "✓ " + label + (summary == null ? "" : ": " + summary);
      case "failed" -> "✗ " + label + (failure == null ? "" : ": " + failure.what());
      case "held" -> "! " + label + ": waits for a person";
      default -> "";
    };
  }
}
