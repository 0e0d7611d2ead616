package dev.slipway.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.server.RunView;
import dev.slipway.e2e.world.HarbourApplication;
import dev.slipway.e2e.world.InTheWorld;
import dev.slipway.e2e.world.Place;
import dev.slipway.e2e.world.ReleaseDesk;
import dev.slipway.e2e.world.World;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@InTheWorld
class FirstReleaseTest {

  private final HarbourApplication mole;
  private final ReleaseDesk desk;

  FirstReleaseTest(World world) throws IOException, InterruptedException {
    mole = world.application(Place.MOLE);
    desk = ReleaseDesk.open(world, mole);
  }

  @Test
  void leavesNothingBehindWhenItFails() throws Exception {
    // given
    String routeBefore = mole.route();
    // when
    RunView run = desk.release("v3");
    // then
    assertThat(run.outcome()).as(run.toString()).isEqualTo("restored");
    assertThat(desk.serving().isNull()).isTrue();
    assertThat(mole.route()).isEqualTo(routeBefore);
    assertThat(mole.host().look("ls -A /srv/mole/releases")).isEmpty();
    assertThat(mole.host().look("find /srv/mole/slots -type l")).isEmpty();
    assertThat(mole.host().look("systemctl list-units --plain --no-legend 'mole@*'")).isEmpty();
  }
}
