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
import org.junit.jupiter.api.Test;

@InTheWorld
class CutWireTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final HarbourApplication jetty;
  private final ReleaseDesk desk;

  CutWireTest(World world) throws IOException, InterruptedException {
    jetty = world.application(Place.JETTY);
    desk = ReleaseDesk.open(world, jetty);
  }

  @AfterEach
  void mend() throws IOException, InterruptedException {
    jetty.wire().mend();
    jetty.letGo();
  }

  @Test
  void aBuildThatEndsWhileTheConnectionIsCutIsNotRunAgain() throws Exception {
    // given
    desk.serve("v1");
    Ledger ledger = Ledger.from(jetty);
    jetty.hold("v2", "build");
    long run = desk.startRelease("v2");
    Eventually.hold("the build runs", SOON, () -> ledger.count("build") == 1);
    // when
    jetty.wire().cut();
    jetty.letGo();
    Eventually.hold("the build has ended by itself", SOON, () -> !runsOnHost("tools/step.sh"));
    jetty.wire().mend();
    RunView ended = desk.ended(run);
    // then
    assertThat(ended.outcome()).as(ended.toString()).isEqualTo("live");
    assertThat(ledger.count("build")).isEqualTo(1);
  }

  @Test
  void theTrueExitStatusOfABuildIsToldAfterACut() throws Exception {
    // given
    String before = desk.serve("v1");
    Ledger ledger = Ledger.from(jetty);
    jetty.hold("v5", "collect");
    long run = desk.startRelease("v5");
    Eventually.hold("the command that fails runs", SOON, () -> ledger.count("collect") == 1);
    // when
    jetty.wire().cut();
    jetty.letGo();
    Eventually.hold("it has ended by itself", SOON, () -> !runsOnHost("tools/collect.sh"));
    jetty.wire().mend();
    RunView ended = desk.ended(run);
    // then
    assertThat(ended.outcome()).as(ended.toString()).isEqualTo("restored");
    assertThat(ended.failure()).contains("status 7", "the crane is stuck");
    assertThat(ledger.count("collect")).isEqualTo(1);
    assertThat(desk.serving().path("release").asString("")).isEqualTo(before);
  }

  @Test
  void aCandidateIsStartedOnceThoughTheConnectionIsCutWhileItStarts() throws Exception {
    // given
    desk.serve("v1");
    Ledger ledger = Ledger.from(jetty);
    jetty.hold("v2", "start");
    long run = desk.startRelease("v2");
    Eventually.hold("the candidate starts", SOON, () -> ledger.count("start") == 1);
    // when
    jetty.wire().cut();
    jetty.letGo();
    jetty.wire().mend();
    RunView ended = desk.ended(run);
    // then
    assertThat(ended.outcome()).as(ended.toString()).isEqualTo("live");
    assertThat(ledger.count("start")).isEqualTo(1);
  }

  private boolean runsOnHost(String command) throws IOException, InterruptedException {
    // Written so that the shell that looks does not find itself.
    String pattern = "[" + command.charAt(0) + "]" + command.substring(1);
    return !jetty.host().look("pgrep -u deploy -f '" + pattern + "'").isEmpty();
  }
}
