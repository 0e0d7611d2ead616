package dev.slipway.e2e.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What came of one seed.
 *
 * @param took from the first act to the judgement
 * @param outcomes how many runs ended in each outcome
 * @param holds what a person was asked meanwhile
 * @param violations what must never be and was; empty if all is well
 * @param schedule what was played, in words
 */
public record Verdict(
    long seed,
    Duration took,
    Map<String, Long> outcomes,
    List<String> holds,
    List<String> violations,
    String schedule) {

  public Verdict {
    outcomes = Map.copyOf(outcomes);
    holds = List.copyOf(holds);
    violations = List.copyOf(violations);
  }

  /** One line for a person who watches. */
  public String line() {
    return "seed %d: %.1f s, %s%s%s"
        .formatted(
            seed,
            took.toMillis() / 1000.0,
            outcomes,
            holds.isEmpty() ? "" : ", held " + holds.size() + " times",
            violations.isEmpty() ? "" : ", VIOLATED: " + String.join("; ", violations));
  }
}
