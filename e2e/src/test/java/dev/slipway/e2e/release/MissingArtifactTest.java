package dev.slipway.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.server.SlipwayClient.Reply;
import dev.slipway.e2e.world.HarbourApplication;
import dev.slipway.e2e.world.InTheWorld;
import dev.slipway.e2e.world.Place;
import dev.slipway.e2e.world.ReleaseDesk;
import dev.slipway.e2e.world.World;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@InTheWorld
class MissingArtifactTest {

  private final HarbourApplication pier;
  private final ReleaseDesk desk;

  MissingArtifactTest(World world) throws IOException, InterruptedException {
    pier = world.application(Place.PIER);
    desk = ReleaseDesk.open(world, pier);
  }

  @Test
  void aRollbackToAnArtifactThatIsGoneIsRefusedBeforeAnyChange() throws Exception {
    // given
    String first = desk.serve("v1");
    String second = desk.serve("v2");
    pier.host().run("rm", "-rf", pier.root() + "/releases/" + first);
    List<String> ledger = pier.ledger();
    String route = pier.route();
    // when
    var run = desk.rollback(first);
    // then
    assertThat(run.outcome()).as(run.toString()).isIn("rejected", "restored");
    assertThat(run.failure()).contains(first);
    assertThat(run.hasReached("take-lease")).isFalse();
    assertThat(pier.ledger()).isEqualTo(ledger);
    assertThat(pier.route()).isEqualTo(route);
    assertThat(desk.serving().path("release").asString("")).isEqualTo(second);
  }

  @Test
  void aRollbackToAReleaseThatNeverWasIsRefusedAtOnce() throws Exception {
    // given
    desk.serve("v2");
    // when
    Reply reply =
        desk.client()
            .post(
                "/api/runs",
                Map.of(
                    "kind",
                    "rollback",
                    "application",
                    pier.name(),
                    "environment",
                    HarbourApplication.ENVIRONMENT,
                    "release",
                    "r999999-0123456789"));
    // then
    assertThat(reply.status()).isBetween(400, 409);
    assertThat(reply.mediaType()).isEqualTo("application/problem+json");
    assertThat(reply.field("detail")).contains("r999999-0123456789");
  }
}
