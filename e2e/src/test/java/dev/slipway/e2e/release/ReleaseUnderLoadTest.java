package dev.slipway.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.load.LoadReport;
import dev.slipway.e2e.load.SteadyLoad;
import dev.slipway.e2e.server.RunView;
import dev.slipway.e2e.world.InTheWorld;
import dev.slipway.e2e.world.Place;
import dev.slipway.e2e.world.ReleaseDesk;
import dev.slipway.e2e.world.World;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("what it counts as lost must not be owed to another test")
@InTheWorld
class ReleaseUnderLoadTest {

  private static final int PER_SECOND = 200;

  private final ReleaseDesk desk;

  ReleaseUnderLoadTest(World world) throws IOException, InterruptedException {
    desk = ReleaseDesk.open(world, world.application(Place.HARBOUR));
  }

  @Test
  void aReleaseLosesNoRequest() throws Exception {
    // given
    desk.serve("v1");
    // when
    RunView run;
    LoadReport report;
    try (SteadyLoad load = SteadyLoad.on(desk.application().url(), PER_SECOND)) {
      run = desk.release("v2");
      report = load.stop();
    }
    // then
    assertThat(run.outcome()).as(run.toString()).isEqualTo("live");
    assertThat(report.losses()).isEmpty();
    assertThat(report.resets()).isZero();
    assertThat(report.versions()).containsExactly("v1", "v2");
    assertThat(report.versionsOfRequestsSentAfter(run.endOf("swap"))).containsExactly("v2");
    assertThat(run.lostRequests()).isZero();
  }

  @Test
  void aReleaseThatNeverGetsHealthyIsHauledBackUnseen() throws Exception {
    // given
    String before = desk.serve("v2");
    // when
    RunView run;
    LoadReport report;
    try (SteadyLoad load = SteadyLoad.on(desk.application().url(), PER_SECOND)) {
      run = desk.release("v3");
      report = load.stop();
    }
    // then
    assertThat(run.outcome()).as(run.toString()).isEqualTo("restored");
    assertThat(run.failure()).contains("/health/", "500");
    assertThat(run.failure()).as("the candidate's own log").contains("ZeroDivisionError");
    assertThat(report.losses()).isEmpty();
    assertThat(report.versions()).containsExactly("v2");
    assertThat(desk.serving().path("release").asString("")).isEqualTo(before);
  }

  @Test
  void aReleaseWithAWrongPageIsSwappedBackWithoutALostRequest() throws Exception {
    // given
    String before = desk.serve("v2");
    // when
    RunView run;
    LoadReport report;
    try (SteadyLoad load = SteadyLoad.on(desk.application().url(), PER_SECOND)) {
      run = desk.release("v4");
      report = load.stop();
    }
    // then
    assertThat(run.outcome()).as(run.toString()).isEqualTo("restored");
    assertThat(run.failure()).contains("/map/", "marker");
    assertThat(report.losses()).isEmpty();
    assertThat(report.versions()).containsExactly("v2", "v4");
    assertThat(report.versionsOfRequestsSentAfter(run.endOf("swap-back"))).containsExactly("v2");
    assertThat(desk.serving().path("release").asString("")).isEqualTo(before);
  }

  @Test
  void aRollbackLosesNoRequest() throws Exception {
    // given
    String first = desk.serve("v1");
    desk.serve("v2");
    // when
    RunView run;
    LoadReport report;
    try (SteadyLoad load = SteadyLoad.on(desk.application().url(), PER_SECOND)) {
      run = desk.rollback(first);
      report = load.stop();
    }
    // then
    assertThat(run.outcome()).as(run.toString()).isEqualTo("live");
    assertThat(report.losses()).isEmpty();
    assertThat(report.versionsOfRequestsSentAfter(run.endOf("swap"))).containsExactly("v1");
    assertThat(desk.serving().path("release").asString("")).isEqualTo(first);
    assertThat(run.lostRequests()).isZero();
  }
}
