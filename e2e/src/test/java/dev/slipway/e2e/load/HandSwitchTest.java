package dev.slipway.e2e.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.server.Eventually;
import dev.slipway.e2e.world.HarbourApplication;
import dev.slipway.e2e.world.InTheWorld;
import dev.slipway.e2e.world.Place;
import dev.slipway.e2e.world.World;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The measure itself: without Slipway, what the load loses and when it must notice. */
@Isolated("what it counts as lost must not be owed to another test")
@InTheWorld
class HandSwitchTest {

  private static final int SESSIONS = 5;
  private static final int STATUS = 18;

  private final HarbourApplication quay;

  HandSwitchTest(World world) throws IOException, InterruptedException {
    quay = world.application(Place.QUAY);
    putUp("blue", "v1", 9051);
    putUp("green", "v2", 9052);
    route("blue", "ready");
    route("green", "drain");
  }

  @Test
  void losesNothingWhenARouterIsSwitchedInOrder() throws Exception {
    // given
    LoadReport report;
    Instant switched;
    try (SteadyLoad load = SteadyLoad.on(quay.url(), 200)) {
      // when
      route("green", "ready");
      Eventually.hold(
          "the router has found green",
          Duration.ofSeconds(10),
          () -> statistic("green", STATUS).equals("UP"));
      route("blue", "drain");
      switched = Instant.now();
      Eventually.hold(
          "nothing runs on blue any more",
          Duration.ofSeconds(10),
          () -> statistic("blue", SESSIONS).equals("0"));
      quay.host().run("systemctl", "stop", "quay@blue");
      report = load.stop();
    }
    // then
    assertThat(report.losses()).isEmpty();
    assertThat(report.kinds()).containsExactly(Outcome.Kind.values());
    assertThat(report.versions()).containsExactly("v1", "v2");
    assertThat(report.versionsOfRequestsSentAfter(switched)).containsExactly("v2");
  }

  @Test
  void noticesRequestsThatAreLost() throws Exception {
    // given
    LoadReport report;
    try (SteadyLoad load = SteadyLoad.on(quay.url(), 200)) {
      // when
      quay.host().run("systemctl", "kill", "--signal=KILL", "quay@blue");
      Eventually.hold(
          "the old version is gone",
          Duration.ofSeconds(10),
          () -> quay.host().look("systemctl is-active quay@blue").equals("failed"));
      report = load.stop();
    }
    // then
    assertThat(report.losses()).isNotEmpty();
  }

  private void putUp(String colour, String version, int port)
      throws IOException, InterruptedException {
    quay.host().receive(quay.repository().archive(version), "/root/release.tar");
    quay.host()
        .run(
            "sh",
            "-ec",
            """
            cd %1$s
            mkdir -p releases/%2$s slots shared/data
            tar -x -C releases/%2$s -f /root/release.tar
            ln -sfn ../../shared/data releases/%2$s/data
            (cd releases/%2$s && python3 manage.py migrate --noinput && sh tools/collect.sh)
            ln -sfn ../releases/%2$s slots/%3$s
            printf 'PORT=%4$d\\nCOLOUR=%3$s\\nRELEASE=%2$s\\n' > slots/%3$s.env
            chown -R deploy:deploy .
            systemctl restart quay@%3$s
            """
                .formatted(quay.root(), version, colour, port));
  }

  private void route(String colour, String state) throws IOException, InterruptedException {
    quay.host()
        .run(
            "sh",
            "-ec",
            "echo 'set server quay/"
                + colour
                + " state "
                + state
                + "' | socat - /run/haproxy/admin.sock");
  }

  /** A column of HAProxy's statistics, as its management guide counts them. */
  private String statistic(String colour, int column) throws IOException, InterruptedException {
    return quay.host()
        .look(
            "echo 'show stat' | socat - /run/haproxy/admin.sock"
                + " | awk -F, '$1 == \"quay\" && $2 == \""
                + colour
                + "\" { print $"
                + column
                + " }'");
  }
}
