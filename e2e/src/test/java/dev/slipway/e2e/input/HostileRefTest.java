package dev.slipway.e2e.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.server.Ended;
import dev.slipway.e2e.server.SlipwayClient.Reply;
import dev.slipway.e2e.world.HarbourApplication;
import dev.slipway.e2e.world.InTheWorld;
import dev.slipway.e2e.world.Place;
import dev.slipway.e2e.world.ReleaseDesk;
import dev.slipway.e2e.world.World;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@InTheWorld
class HostileRefTest {

  private static final String ENVIRONMENT = HarbourApplication.ENVIRONMENT;

  private final World world;
  private final ReleaseDesk desk;

  HostileRefTest(World world) throws IOException, InterruptedException {
    this.world = world;
    this.desk = ReleaseDesk.open(world, world.application(Place.QUAY));
  }

  static Stream<String> hostileRefs() {
    return Stream.of(
        "--upload-pack=x",
        "-x",
        "$(reboot)",
        "`reboot`",
        "a;b",
        "a|b",
        "../..",
        "a..b",
        "main@{1}",
        "a b",
        "a\nb",
        "v1\u202Egnp",
        "\u200Ev1",
        " ",
        "x".repeat(5_000));
  }

  @ParameterizedTest
  @MethodSource("hostileRefs")
  void isRefusedByTheApiWhenAReleaseIsStarted(String ref) throws Exception {
    // when
    Reply reply =
        desk.client()
            .post(
                "/api/runs",
                Map.of(
                    "kind",
                    "release",
                    "application",
                    "quay",
                    "environment",
                    ENVIRONMENT,
                    "ref",
                    ref));
    // then
    assertRefused(reply);
  }

  @ParameterizedTest
  @MethodSource("hostileRefs")
  void isRefusedByTheApiWhenAPlanIsAskedFor(String ref) throws Exception {
    // when
    Reply reply =
        desk.client()
            .post(
                "/api/applications/quay/environments/" + ENVIRONMENT + "/plan", Map.of("ref", ref));
    // then
    assertRefused(reply);
  }

  @ParameterizedTest
  @MethodSource("hostileNames")
  void anApplicationOfAHostileNameIsNotKnown(String name) throws Exception {
    // when
    Reply reply =
        desk.client()
            .post(
                "/api/runs",
                Map.of(
                    "kind",
                    "release",
                    "application",
                    name,
                    "environment",
                    ENVIRONMENT,
                    "ref",
                    "v1"));
    // then
    assertThat(reply.status()).isIn(400, 404);
    assertThat(reply.mediaType()).isEqualTo("application/problem+json");
    assertThat(reply.field("detail")).doesNotContain(name.repeat(2));
  }

  static Stream<String> hostileNames() {
    return Stream.of("../..", "$(reboot)", "quay;reboot", "quay\u202E", "q".repeat(5_000));
  }

  @ParameterizedTest
  @MethodSource("refsForTheCommandLine")
  void isRefusedByTheCommandLine(String ref) throws Exception {
    // when
    Ended ended = world.server().command("release", "quay", ENVIRONMENT, ref);
    // then
    assertThat(ended.status()).as(ended.output()).isNotZero();
    assertThat(ended.output()).isNotBlank().doesNotContain("\tat ");
  }

  /** Each costs the start of a JVM, so only one of a kind. */
  static Stream<String> refsForTheCommandLine() {
    return Stream.of("--upload-pack=x", "$(reboot)", "../..", "v1\u202Egnp", "x".repeat(5_000));
  }

  private static void assertRefused(Reply reply) {
    assertThat(reply.status()).as(reply.body().toString()).isEqualTo(400);
    assertThat(reply.mediaType()).isEqualTo("application/problem+json");
    assertThat(reply.field("field")).isEqualTo("ref");
    assertThat(reply.field("detail")).isNotBlank().hasSizeLessThan(1_000);
  }
}
