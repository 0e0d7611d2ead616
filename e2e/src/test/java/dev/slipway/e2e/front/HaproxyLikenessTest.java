package dev.slipway.e2e.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.host.FreePort;
import dev.slipway.e2e.server.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The front's answers beside those of the real HAProxy, given the same commands. */
class HaproxyLikenessTest {

  private static final Map<String, Integer> SERVERS = Map.of("blue", 19_801, "green", 19_802);

  @TempDir private Path directory;
  private Process haproxy;
  private DemoFront front;
  private RuntimeClient real;
  private RuntimeClient ours;

  @BeforeEach
  void start() throws Exception {
    int port = FreePort.find();
    Path configuration = directory.resolve("haproxy.cfg");
    Files.writeString(
        configuration,
        """
        global
          stats socket ipv4@127.0.0.1:%d level admin
        defaults
          mode http
          timeout connect 2s
          timeout client 10s
          timeout server 10s
        frontend front
          bind 127.0.0.1:%d
          default_backend harbour
        backend harbour
          server blue 127.0.0.1:19801 disabled
          server green 127.0.0.1:19802 disabled
        """
            .formatted(port, FreePort.find()),
        StandardCharsets.UTF_8);
    haproxy =
        new ProcessBuilder("/usr/sbin/haproxy", "-db", "-f", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("haproxy.log").toFile())
            .start();
    real = new RuntimeClient(port);
    Eventually.hold("HAProxy listens", Duration.ofSeconds(10), () -> answers(real));
    front =
        DemoFront.start(
            new FrontSettings(0, 0, "harbour", SERVERS, directory.resolve("none")),
            Clock.systemUTC());
    ours = new RuntimeClient(front.apiPort());
  }

  @AfterEach
  void stop() throws Exception {
    front.close();
    haproxy.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show servers state nope",
        "show stat nope 4 -1",
        "set server harbour/red state ready",
        "set server nope/blue state ready",
        "set server harbour/blue state bogus",
        "set server harbour blue",
        "set server",
        "set server harbour/blue state ready",
        "set server harbour/blue state ready; set server harbour/green state drain",
      })
  void answersACommandInTheSameWords(String command) throws Exception {
    assertThat(ours.ask(command)).isEqualTo(real.ask(command));
  }

  @Test
  void tellsTheSameStatesAfterEachChange() throws Exception {
    for (String change :
        List.of(
            "blue ready", "green ready", "blue drain", "blue maint", "blue ready", "green drain")) {
      String command = "set server harbour/" + change.replace(" ", " state ");
      // when
      ours.ask(command);
      real.ask(command);
      // then
      assertThat(states(ours)).as(change).isEqualTo(states(real));
      assertThat(statistics(ours)).as(change).isEqualTo(statistics(real));
    }
  }

  @Test
  void namesTheSameColumnsOfStatistics() throws Exception {
    assertThat(ours.ask("show stat").lines().findFirst())
        .isEqualTo(real.ask("show stat").lines().findFirst());
  }

  private static String states(RuntimeClient api) throws IOException {
    // The tenth field counts seconds, and the health of a server without checks varies with its
    // past.
    return api.ask("show servers state harbour")
        .replaceAll("(?m)^((?:\\S+ ){9})\\S+ \\S+ \\S+ \\S+ \\S+", "$1");
  }

  private static List<String> statistics(RuntimeClient api) throws IOException {
    return api.ask("show stat harbour 4 -1")
        .lines()
        .skip(1)
        .filter(line -> !line.isEmpty())
        .map(line -> line.split(",", -1))
        .map(
            fields ->
                fields[0] + " " + fields[1] + " " + fields[2] + " " + fields[4] + " " + fields[17])
        .toList();
  }

  private static boolean answers(RuntimeClient api) {
    try {
      return api.ask("show info").contains("Name: HAProxy");
    } catch (IOException e) {
      return false;
    }
  }
}
