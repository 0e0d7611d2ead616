package dev.slipway.e2e.release;

import dev.slipway.e2e.server.Eventually;
import dev.slipway.e2e.world.HarbourApplication;
import dev.slipway.e2e.world.InTheWorld;
import dev.slipway.e2e.world.Place;
import dev.slipway.e2e.world.ReleaseDesk;
import dev.slipway.e2e.world.World;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@InTheWorld
class RouterRestartTest {

  private final HarbourApplication pier;
  private final ReleaseDesk desk;

  RouterRestartTest(World world) throws IOException, InterruptedException {
    pier = world.application(Place.PIER);
    desk = ReleaseDesk.open(world, pier);
  }

  @Test
  void keepsTheRouteToTheVersionThatServed() throws Exception {
    // given
    desk.serve("v1");
    desk.serve("v2");
    // when
    pier.host().run("systemctl", "restart", "haproxy");
    // then
    Eventually.hold(
        "HAProxy serves v2 again", Duration.ofSeconds(15), () -> pier.version().equals("v2"));
  }
}
