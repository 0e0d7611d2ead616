package dev.slipway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.bench.figure.Report;
import dev.slipway.bench.figure.Result;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BenchTest {

  @Test
  void failsOnAMissedGoalOnlyWhenStrict() {
    // given
    Report missed = new Report(new PrintWriter(new StringWriter()));
    missed.add(Result.notMeasured("commands", "at most 1.0 x each", "there is no sshd"));

    // when, then
    assertThat(Bench.exitCode(true, missed)).isEqualTo(1);
    assertThat(Bench.exitCode(false, missed)).isEqualTo(0);
  }

  @Test
  void passesStrictlyWhenEveryGoalIsMet() {
    // given
    Report met = new Report(new PrintWriter(new StringWriter()));

    // when, then
    assertThat(Bench.exitCode(true, met)).isEqualTo(0);
  }

  @Test
  void refusesAMeasurementThatItDoesNotKnow() {
    // given
    StringWriter err = new StringWriter();

    // when
    int status = Bench.commandLine().setErr(new PrintWriter(err)).execute("speed");

    // then
    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains("speed");
  }
}
