package dev.slipway.e2e.input;

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
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@InTheWorld
class UnknownHostKeyTest {

  private final World world;
  private final HarbourApplication quay;
  private final ReleaseDesk desk;

  UnknownHostKeyTest(World world) throws IOException, InterruptedException {
    this.world = world;
    this.quay = world.application(Place.QUAY);
    this.desk = ReleaseDesk.open(world, quay);
  }

  @AfterEach
  void pinTheRightKeyAgain() throws IOException, InterruptedException {
    world.server().define("quay", quay.file());
  }

  @Test
  void isRefusedWithBothFingerprints() throws Exception {
    // given
    world
        .host()
        .run(
            "sh",
            "-ec",
            "rm -f /root/other; ssh-keygen -q -t ed25519 -N '' -C other -f /root/other");
    String pinned = world.host().look("awk '{ print $1, $2 }' /root/other.pub");
    String pinnedFingerprint = world.host().look("ssh-keygen -lf /root/other.pub | cut -d' ' -f2");
    String filesBefore = world.host().look("find /srv/quay -newer /root/other");
    world.server().define("quay", quay.file(pinned));
    // when
    RunView run =
        Eventually.get(
            "a release of quay meets the other key",
            Duration.ofMinutes(1),
            () ->
                Optional.of(desk.release("v1"))
                    .filter(each -> each.failure().contains(pinnedFingerprint)));
    // then
    assertThat(run.outcome()).as(run.toString()).isNotEqualTo("live");
    assertThat(run.failure()).contains(world.host().hostKeyFingerprint());
    assertThat(world.host().look("find /srv/quay -newer /root/other")).isEqualTo(filesBefore);
  }
}
