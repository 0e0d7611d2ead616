package dev.slipway.e2e.demo;

import java.util.List;

/** The results, one line each. */
final class OutcomeTable {

  private static final String ROW = "%4s  %-22s  %-9s  %-12s  %-7s  %5s  %8s  %8s  %s";

  private OutcomeTable() {}

  static void print(List<RunResult> results, Console console) {
    console.line(
        ROW.formatted(
            "Run", "What", "Expected", "Outcome", "Serves", "Lost", "Requests", "Took", ""));
    for (RunResult result : results) {
      console.line(
          ROW.formatted(
              result.run().run(),
              result.what(),
              result.expected(),
              result.run().outcomeOrStatus(),
              result.version(),
              result.lost(),
              result.load().sent(),
              Words.seconds(result.run().took()),
              result.asExpected() ? "as expected" : "NOT AS EXPECTED"));
    }
    console.line(
        "Lost: requests of a steady load on Harbour, and of each run's own probe, that got no"
            + " answer or a server error.");
  }
}
