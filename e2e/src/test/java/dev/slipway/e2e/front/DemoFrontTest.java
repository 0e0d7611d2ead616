package dev.slipway.e2e.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.host.FreePort;
import dev.slipway.e2e.load.LoadReport;
import dev.slipway.e2e.load.SteadyLoad;
import dev.slipway.e2e.server.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFrontTest {

  @TempDir private Path directory;
  private EchoServer blue;
  private EchoServer green;
  private DemoFront front;
  private RuntimeClient api;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws IOException, InterruptedException {
    blue = new EchoServer("blue", FreePort.find());
    green = new EchoServer("green", FreePort.find());
    open();
  }

  @AfterEach
  void stop() throws IOException {
    front.close();
    blue.close();
    green.close();
    client.close();
  }

  @Test
  void answers503WhileNoServerIsReady() throws Exception {
    // when
    HttpResponse<String> answer = get("/");
    // then
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("No server is available");
  }

  @Test
  void givesRequestsOnAnOpenConnectionToTheServerThatIsReadyNow() throws Exception {
    // given
    api.ask("set server harbour/blue state ready");
    String before = get("/").body();
    // when
    api.ask("set server harbour/green state ready; set server harbour/blue state drain");
    // then
    assertThat(before).isEqualTo("blue");
    assertThat(get("/").body()).isEqualTo("green");
  }

  @Test
  void countsADrainedServersRequestUntilItIsAnswered() throws Exception {
    // given
    api.ask("set server harbour/blue state ready");
    CompletableFuture<HttpResponse<String>> held =
        client.sendAsync(request("/held"), BodyHandlers.ofString());
    blue.held.await();
    // when
    api.ask("set server harbour/blue state drain");
    // then
    assertThat(sessions("blue")).isEqualTo("1");
    blue.letGo.countDown();
    assertThat(held.join().body()).isEqualTo("blue");
    Eventually.hold("blue is idle", Duration.ofSeconds(5), () -> sessions("blue").equals("0"));
  }

  @Test
  void losesNoRequestOverTwentySwitchesWithTheOldServerGoneAfterEach() throws Exception {
    // given
    api.ask("set server harbour/blue state ready");
    LoadReport report;
    try (SteadyLoad load = SteadyLoad.on(address(), 200)) {
      // when
      for (int turn = 0; turn < 10; turn++) {
        switchOver("blue", "green");
        blue.close();
        blue = new EchoServer("blue", blue.port());
        switchOver("green", "blue");
        green.close();
        green = new EchoServer("green", green.port());
      }
      report = load.stop();
    }
    // then
    assertThat(report.losses()).isEmpty();
    assertThat(report.requests()).isGreaterThan(200);
  }

  @Test
  void keepsTheRouteOfItsStateFileOverARestart() throws Exception {
    // given
    api.ask("set server harbour/green state ready; set server harbour/blue state drain");
    Files.writeString(stateFile(), api.ask("show servers state"));
    front.close();
    // when
    open();
    // then
    assertThat(get("/").body()).isEqualTo("green");
    assertThat(api.ask("show servers state harbour")).containsPattern("blue 127.0.0.1 2 12 ");
  }

  private void open() throws IOException {
    FrontSettings settings =
        new FrontSettings(
            0, 0, "harbour", Map.of("blue", blue.port(), "green", green.port()), stateFile());
    front = DemoFront.start(settings, Clock.systemUTC());
    api = new RuntimeClient(front.apiPort());
  }

  private void switchOver(String from, String to) throws Exception {
    api.ask("set server harbour/" + to + " state ready");
    api.ask("set server harbour/" + from + " state drain");
    Eventually.hold(from + " is idle", Duration.ofSeconds(10), () -> sessions(from).equals("0"));
  }

  private String sessions(String server) throws IOException {
    return api.ask("show stat harbour 4 -1")
        .lines()
        .filter(line -> line.startsWith("harbour," + server + ","))
        .findFirst()
        .orElseThrow()
        .split(",", -1)[4];
  }

  private Path stateFile() {
    return directory.resolve("state");
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + front.port());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(address().resolve(path)).timeout(Duration.ofSeconds(10)).build();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path), BodyHandlers.ofString());
  }
}
