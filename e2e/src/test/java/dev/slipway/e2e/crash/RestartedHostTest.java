package dev.slipway.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.server.Eventually;
import dev.slipway.e2e.server.RunView;
import dev.slipway.e2e.world.HarbourApplication;
import dev.slipway.e2e.world.InTheWorld;
import dev.slipway.e2e.world.Place;
import dev.slipway.e2e.world.ReleaseDesk;
import dev.slipway.e2e.world.World;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The host goes away with all its processes and comes back, as with a Docker daemon that is
 * restarted.
 */
@InTheWorld
class RestartedHostTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final HarbourApplication jetty;
  private final ReleaseDesk desk;

  RestartedHostTest(World world) throws IOException, InterruptedException {
    jetty = world.application(Place.JETTY);
    desk = ReleaseDesk.open(world, jetty);
  }

  @AfterEach
  void letGo() throws IOException, InterruptedException {
    jetty.letGo();
  }

  /** What is started again; the daemon first asks its hosts to shut down in order. */
  enum Restarted {
    HOST("as after a reboot of the host"),
    DOCKER_DAEMON("status 143 (TERM)");

    private final String seen;

    Restarted(String seen) {
      this.seen = seen;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatServedServesAgainAndAReleaseWhoseBuildIsGoneIsTakenBack(Restarted what)
      throws Exception {
    // given
    desk.serve("v1");
    Ledger ledger = Ledger.from(jetty);
    jetty.hold("v2", "build");
    long run = desk.startRelease("v2");
    Eventually.hold("the build runs", SOON, () -> ledger.count("build") == 1);
    // when
    switch (what) {
      case HOST -> jetty.host().restart();
      case DOCKER_DAEMON -> jetty.host().restartDaemon();
    }
    Eventually.hold("v1 serves again", SOON, () -> jetty.version().equals("v1"));
    jetty.letGo();
    RunView ended = desk.ended(run);
    // then
    assertThat(ended.outcome()).as(ended.toString()).isEqualTo("restored");
    assertThat(ended.failure()).contains(what.seen);
    assertThat(jetty.version()).isEqualTo("v1");
    assertThat(ledger.count("build")).isEqualTo(1);
    assertThat(ledger.count("migrate")).isZero();
  }
}
