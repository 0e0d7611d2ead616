package dev.slipway.engine.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the description from which the UI's types are made the one that the server gives. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class OpenApiTest {

  private static final Path SERVED = Path.of("target", "openapi.json");
  private static final Path CHECKED_IN = Path.of("..", "ui", "openapi.json");

  @TempDir static Path directory = Path.of("");

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws IOException {
    Path applications = Files.createDirectories(directory.resolve("applications"));
    registry.add("slipway.data.directory", () -> directory.resolve("data"));
    registry.add("slipway.applications.directory", () -> applications);
    registry.add("slipway.worker.concurrency", () -> 0);
  }

  @Test
  void describesTheApiAsTheUiKnowsIt() throws Exception {
    // given
    String known = Files.exists(CHECKED_IN) ? normalised(Files.readString(CHECKED_IN)) : "";

    // when
    String served = normalised(served());

    // then
    Files.writeString(SERVED, served);
    assertThat(served)
        .as(
            "The server's description of its API is not ui/openapi.json. If it is right, run"
                + " cp engine/target/openapi.json ui/openapi.json && npm --prefix ui run types")
        .isEqualTo(known);
  }

  private String served() throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI address = URI.create("http://127.0.0.1:" + port + "/api/openapi.json");
      return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    }
  }

  /** The order of members is no part of what a description says. */
  private static String normalised(String json) {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(
                SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();
    Object tree = mapper.readValue(json, Object.class);
    return mapper.writeValueAsString(tree) + "\n";
  }
}
