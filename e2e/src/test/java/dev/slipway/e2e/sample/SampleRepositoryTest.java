package dev.slipway.e2e.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.host.FreePort;
import dev.slipway.e2e.server.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The versions of Harbour, built and run as on a host. */
class SampleRepositoryTest {

  @TempDir private Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Process> servers = new ArrayList<>();
  private int port;

  @BeforeEach
  void create() throws Exception {
    SampleRepository.create(repository());
    port = FreePort.find();
  }

  @AfterEach
  void stop() {
    servers.forEach(server -> server.destroyForcibly());
    client.close();
  }

  @Test
  void makesTheSameCommitsEachTime() throws Exception {
    // given
    Path again = directory.resolve("again");
    // when
    SampleRepository.create(again);
    // then
    assertThat(run(again, "git", "rev-parse", "v1", "v4"))
        .isEqualTo(run(repository(), "git", "rev-parse", "v1", "v4"));
  }

  @Test
  void servesShipsInItsFirstVersion() throws Exception {
    // when
    start("v1");
    // then
    assertThat(get("/health").statusCode()).isEqualTo(200);
    assertThat(get("/").body()).contains("Harbour").contains("/assets/harbour.");
    assertThat(get("/ships").body()).contains("Aurora");
  }

  @Test
  void keepsAShipThatComesIn() throws Exception {
    // given
    start("v1");
    HttpRequest post =
        HttpRequest.newBuilder(address("/ships"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("name=Fram&from=Troms%C3%B8"))
            .build();
    // when
    HttpResponse<Void> answer = client.send(post, BodyHandlers.discarding());
    // then
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(get("/ships").body()).contains("Fram").contains("Tromsø");
  }

  @Test
  void addsLengthsInItsSecondVersionThatTheFirstCanLiveWith() throws Exception {
    // given
    end(start("v1"));
    // when
    Process second = start("v2");
    String shown = get("/ships").body();
    end(second);
    start("v1");
    // then
    assertThat(shown).contains("Aurora").contains("41 m");
    assertThat(get("/ships").body()).contains("Aurora").doesNotContain("41 m");
  }

  @Test
  void failsItsHealthCheckInItsThirdVersionAndLogsWhy() throws Exception {
    // when
    start("v3");
    // then
    assertThat(get("/health").statusCode()).isEqualTo(500);
    assertThat(Files.readString(log())).contains("ENOENT").contains("tides.js");
  }

  @Test
  void isHealthyInItsFourthVersionButShowsNoShips() throws Exception {
    // when
    start("v4");
    // then
    assertThat(get("/health").statusCode()).isEqualTo(200);
    HttpResponse<String> ships = get("/ships");
    assertThat(ships.statusCode()).isEqualTo(200);
    assertThat(ships.body()).doesNotContain("Aurora");
  }

  @Test
  void leavesWithStatus0WhenItIsAskedTo() throws Exception {
    // given
    Process server = start("v1");
    // when
    server.destroy();
    // then
    assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(server.exitValue()).isZero();
  }

  private static void end(Process server) throws InterruptedException {
    server.destroy();
    server.waitFor();
  }

  private Process start(String tag) throws Exception {
    Path release = directory.resolve("release-" + tag);
    if (!Files.exists(release)) {
      run(
          directory,
          "git",
          "clone",
          "--quiet",
          "--branch",
          tag,
          repository().toString(),
          release.toString());
      Files.createDirectories(directory.resolve("data"));
      Files.createSymbolicLink(release.resolve("data"), directory.resolve("data"));
      run(release, "./build.sh");
    }
    run(release, "node", "migrate.js");
    ProcessBuilder builder =
        new ProcessBuilder("node", "server.js")
            .directory(release.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log().toFile());
    builder.environment().put("PORT", Integer.toString(port));
    Process server = builder.start();
    servers.add(server);
    Eventually.hold("Harbour answers", Duration.ofSeconds(10), this::answers);
    return server;
  }

  private boolean answers() throws InterruptedException {
    try {
      return get("/version").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private Path repository() {
    return directory.resolve("harbour");
  }

  private Path log() {
    return directory.resolve("log");
  }

  private static String run(Path in, String... argv) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(argv).directory(in.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
