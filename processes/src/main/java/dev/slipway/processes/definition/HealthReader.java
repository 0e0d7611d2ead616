package dev.slipway.processes.definition;

import java.time.Duration;
import java.util.Optional;

/** Reads {@code health}. */
final class HealthReader {

  static final String ALLOWED =
      "a mapping with the keys path, attempts, timeout, wait, in-a-row, follow-redirects";

  private static final Format<Duration> TIMEOUT = Durations.between("100ms", "5m");
  private static final Format<Duration> WAIT = Durations.between("0s", "5m");

  private HealthReader() {}

  static Optional<HealthCheck> read(YamlNode node) {
    return node.section("path", "attempts", "timeout", "wait", "in-a-row", "follow-redirects")
        .flatMap(HealthReader::read);
  }

  private static Optional<HealthCheck> read(Section section) {
    int attempts = section.number("attempts", 1, 1000, 10);
    int inARow = section.number("in-a-row", 1, 1000, 1);
    if (section.isRight() && inARow > attempts) {
      section.problem(
          "in-a-row",
          "asks for more answers in a row than there are attempts",
          "at most attempts, which is " + attempts);
    }
    Optional<String> path = section.requireText("path", Paths.URL);
    Duration timeout = section.duration("timeout", TIMEOUT, Duration.ofSeconds(5));
    Duration wait = section.duration("wait", WAIT, Duration.ofSeconds(1));
    boolean followRedirects = section.flag("follow-redirects", false);
    return path.map(p -> new HealthCheck(p, attempts, timeout, wait, inARow, followRedirects));
  }
}
