package dev.slipway.bench.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

  private final StringWriter screen = new StringWriter();
  private final Report report = new Report(new PrintWriter(screen));

  @Test
  void endsEachMeasurementWithFigureGoalAndVerdict() {
    // when
    report.add(result("handoff", "p50 1.8 ms", true));
    report.add(result("commands", "1.2 x ssh", false));

    // then
    assertThat(screen.toString().lines().filter(line -> !line.isBlank()))
        .containsExactly(
            "  a line",
            "  left out: Ansible: not there",
            "handoff: p50 1.8 ms, goal 2.0 ms, met",
            "  a line",
            "  left out: Ansible: not there",
            "commands: 1.2 x ssh, goal 2.0 ms, missed");
  }

  @Test
  void missesTheGoalsAsSoonAsOneIsMissed() {
    // given
    report.add(result("handoff", "p50 1.8 ms", true));
    boolean before = report.everyGoalMet();

    // when
    report.add(Result.notMeasured("commands", "at most 1.0 x each", "there is no sshd"));

    // then
    assertThat(before).isTrue();
    assertThat(report.everyGoalMet()).isFalse();
  }

  @Test
  void writesSetUpAndRawFiguresAsJson(@TempDir Path directory) throws IOException {
    // given
    Path file = directory.resolve("bench.json");
    report.setup(Map.of("JDK", "25"));
    report.add(result("handoff", "p50 1.8 ms", true));

    // when
    report.write(file);

    // then
    JsonNode written = JsonMapper.builder().build().readTree(file.toFile());
    assertThat(written.at("/setup/JDK").asString()).isEqualTo("25");
    JsonNode handoff = written.at("/measurements/0");
    assertThat(handoff.at("/name").asString()).isEqualTo("handoff");
    assertThat(handoff.at("/met").asBoolean()).isTrue();
    assertThat(handoff.at("/ratios/toCommit").asDouble()).isEqualTo(2.5);
    assertThat(handoff.at("/leftOut/0").asString()).isEqualTo("Ansible: not there");
    assertThat(handoff.at("/millis/inProcess/0").asDouble()).isEqualTo(1.5);
    assertThat(handoff.at("/millis/inProcess/1").asDouble()).isEqualTo(2.0);
  }

  private static Result result(String name, String figure, boolean met) {
    return new Result(
        new Verdict(name, figure, "2.0 ms", met),
        List.of("  a line"),
        Map.of("inProcess", Samples.ofNanos(1_500_000, 2_000_000)),
        Map.of("toCommit", 2.5),
        List.of("Ansible: not there"));
  }
}
