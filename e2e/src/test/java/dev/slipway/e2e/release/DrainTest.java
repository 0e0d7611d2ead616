package dev.slipway.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.load.LongRequest;
import dev.slipway.e2e.server.RunView;
import dev.slipway.e2e.world.InTheWorld;
import dev.slipway.e2e.world.Place;
import dev.slipway.e2e.world.ReleaseDesk;
import dev.slipway.e2e.world.World;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@InTheWorld
class DrainTest {

  private final ReleaseDesk desk;

  DrainTest(World world) throws IOException, InterruptedException {
    desk = ReleaseDesk.open(world, world.application(Place.HARBOUR));
  }

  @Test
  void aLongRequestIsFinishedByTheVersionThatBeganIt() throws Exception {
    // given
    desk.serve("v1");
    long run = desk.startRelease("v2");
    desk.application().hold("v2", "health");
    desk.reached(run, "check-health");
    LongRequest request = LongRequest.to(desk.application().url(), "/slow/?seconds=10");
    // when
    desk.application().letGo();
    RunView ended = desk.ended(run);
    // then
    assertThat(ended.outcome()).as(ended.toString()).isEqualTo("live");
    assertThat(request.version()).isEqualTo("v1");
    assertThat(request.endedAt()).isAfter(ended.endOf("swap"));
  }
}
