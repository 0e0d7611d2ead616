package dev.slipway.e2e.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.server.Eventually;
import dev.slipway.e2e.server.SlipwayClient;
import dev.slipway.e2e.server.SlipwayServer;
import dev.slipway.e2e.world.InTheWorld;
import dev.slipway.e2e.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@InTheWorld
class BrokenFileTest {

  private final SlipwayServer server;
  private final SlipwayClient client;

  BrokenFileTest(World world) throws IOException, InterruptedException {
    server = world.server();
    client = server.start();
  }

  @AfterEach
  void forget() throws IOException {
    server.forget("broken");
  }

  @Test
  void brokenYamlIsReportedWithItsLineAndColumn() throws Exception {
    // when
    server.define("broken", "application: broken\nsource: { git: [\nenvironments: {}\n");
    // then
    JsonNode problem = problemOf("broken.yaml");
    assertThat(problem.path("line").asInt()).isBetween(2, 4);
    assertThat(problem.path("column").asInt()).isPositive();
    assertThat(problem.path("message").asString("")).isNotBlank();
  }

  @Test
  void anUnknownKeyIsReportedWithItsPlaceAndWhatIsAllowed() throws Exception {
    // when
    server.define(
        "broken",
        """
        application: broken
        source: { git: /srv/git/broken.git, branch: main }
        enviroments: {}
        """);
    // then
    JsonNode problem = problemOf("broken.yaml");
    assertThat(problem.path("line").asInt()).isEqualTo(3);
    assertThat(problem.path("column").asInt()).isEqualTo(1);
    assertThat(problem.path("field").asString("")).isEqualTo("enviroments");
    assertThat(problem.path("allowed").asString("")).contains("environments");
  }

  private JsonNode problemOf(String file) throws IOException, InterruptedException {
    return Eventually.get(
        "the problems of " + file + " are told",
        Duration.ofSeconds(30),
        () -> first(client.get("/api/applications/problems").body(), file));
  }

  private static Optional<JsonNode> first(JsonNode files, String file) {
    return files
        .valueStream()
        .filter(each -> each.path("file").asString("").endsWith(file))
        .flatMap(each -> each.path("problems").valueStream())
        .findFirst();
  }
}
