package dev.slipway.processes.definition;

import java.time.Duration;
import java.util.Optional;

/**
 * Reads {@code drain}, {@code keep}, {@code approval} and {@code when-busy}, all of which may be
 * left out.
 */
final class PolicyReader {

  private static final Duration REQUESTS = Duration.ofSeconds(30);
  private static final Duration STREAMS = Duration.ofSeconds(60);
  private static final int GOOD = 5;
  private static final Duration EXPIRES = Duration.ofDays(3);

  private static final Format<Duration> REQUESTS_FORMAT = Durations.between("0s", "1h");
  private static final Format<Duration> STREAMS_FORMAT = Durations.between("0s", "24h");
  private static final Format<Duration> EXPIRES_FORMAT = Durations.between("1m", "30d");

  private static final Format<WhenBusy> WHEN_BUSY =
      Format.line("queue, newest or refuse", 20)
          .and("queue|newest|refuse", "is not known here")
          .as(WhenBusy::of);

  private PolicyReader() {}

  static Drain drain(Optional<YamlNode> node) {
    return node.flatMap(n -> n.section("requests", "streams"))
        .map(PolicyReader::drain)
        .orElse(new Drain(REQUESTS, STREAMS));
  }

  private static Drain drain(Section section) {
    Duration requests = section.duration("requests", REQUESTS_FORMAT, REQUESTS);
    Duration least = requests.compareTo(STREAMS) > 0 ? requests : STREAMS;
    Duration streams = section.duration("streams", STREAMS_FORMAT, least);
    if (section.isRight() && streams.compareTo(requests) < 0) {
      section.problem(
          "streams",
          "is shorter than the budget for requests",
          "at least requests, because both are counted from the same moment");
    }
    return new Drain(requests, streams);
  }

  static Retention keep(Optional<YamlNode> node) {
    return new Retention(
        node.flatMap(n -> n.section("good")).map(s -> s.number("good", 1, 100, GOOD)).orElse(GOOD));
  }

  static Approval approval(Optional<YamlNode> node) {
    return node.flatMap(n -> n.section("required", "expires"))
        .map(
            section ->
                new Approval(
                    section.number("required", 0, 1, 0),
                    section.duration("expires", EXPIRES_FORMAT, EXPIRES)))
        .orElse(new Approval(0, EXPIRES));
  }

  static WhenBusy whenBusy(Section environment) {
    return environment.text("when-busy", WHEN_BUSY).orElse(WhenBusy.QUEUE);
  }
}
