package dev.slipway.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.load.LoadReport;
import dev.slipway.e2e.load.SteadyLoad;
import dev.slipway.e2e.server.RunView;
import dev.slipway.e2e.server.SlipwayServer;
import dev.slipway.e2e.world.HarbourApplication;
import dev.slipway.e2e.world.InTheWorld;
import dev.slipway.e2e.world.Place;
import dev.slipway.e2e.world.ReleaseDesk;
import dev.slipway.e2e.world.World;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Isolated("it counts the seconds until a run has ended by itself")
@InTheWorld
class KilledServerTest {

  private static final Duration BY_ITSELF_WITHIN = Duration.ofSeconds(30);

  private final SlipwayServer server;
  private final HarbourApplication wharf;
  private final ReleaseDesk desk;

  KilledServerTest(World world) throws IOException, InterruptedException {
    server = world.server();
    wharf = world.application(Place.WHARF);
    desk = ReleaseDesk.open(world, wharf);
  }

  /** Topics in the order of a release, and what to hold so that the kill finds the step at work. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "fetch, nothing",
    "build, build",
    "plan, nothing",
    "take-lease, nothing",
    "confirm-plan, nothing",
    "migrate, migrate",
    "start-candidate, start",
    "check-health, health",
    "swap, nothing",
    "verify, verify",
    "bake, nothing",
    "retire, nothing",
    "prune, nothing",
    "notify, nothing",
    "give-back-lease, nothing"
  })
  void aReleaseGoesOnWhenTheServerIsKilledInTheMiddleOf(String topic, String held)
      throws Exception {
    // given
    String old = desk.serveAnything();
    String next = old.equals("v1") ? "v2" : "v1";
    Ledger ledger = Ledger.from(wharf);
    RunView ended;
    LoadReport report;
    try (SteadyLoad load = SteadyLoad.on(wharf.url(), 50)) {
      wharf.hold(next, held);
      long run = desk.startRelease(next);
      desk.reached(run, topic);
      // when
      server.kill();
      wharf.letGo();
      server.start();
      ended = desk.client().ended(run, BY_ITSELF_WITHIN);
      report = load.stop();
    } finally {
      wharf.letGo();
    }
    // then
    assertThat(ended.outcome()).as(ended.toString()).isEqualTo("live");
    assertThat(wharf.version()).isEqualTo(next);
    assertThat(ledger.entries())
        .as("everything happened once, in order")
        .containsExactly("build " + next, "migrate " + next, start(ended));
    assertThat(report.losses()).isEmpty();
    assertThat(report.versions()).isSubsetOf(old, next);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"discard-artifact, v3", "stop-candidate, v3", "swap-back, v4"})
  void aReleaseIsHauledBackWhenTheServerIsKilledInTheMiddleOf(String undo, String ref)
      throws Exception {
    // given
    String old = desk.serveAnything();
    RunView ended;
    LoadReport report;
    try (SteadyLoad load = SteadyLoad.on(wharf.url(), 50)) {
      long run = desk.startRelease(ref);
      desk.reached(run, undo);
      // when
      server.kill();
      server.start();
      ended = desk.client().ended(run, BY_ITSELF_WITHIN);
      report = load.stop();
    }
    // then
    assertThat(ended.outcome()).as(ended.toString()).isEqualTo("restored");
    assertThat(wharf.version()).isEqualTo(old);
    assertThat(report.losses()).isEmpty();
    assertThat(wharf.host().look("ls " + wharf.root() + "/releases"))
        .doesNotContain(ended.release());
  }

  private String start(RunView run) throws IOException, InterruptedException {
    String colour = desk.serving().path("colour").asString("");
    return "start " + colour + " " + run.release();
  }
}
