package dev.slipway.processes.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefinitionsTest {

  @Test
  void readsEverythingThatAFileCanSay() {
    // when
    Application application = Definitions.require(Files.NAME, Files.FULL);

    // then
    assertThat(application)
        .isEqualTo(
            new Application(
                "harbour",
                new Source(
                    "ssh://git@git.example.org:2222/harbour.git",
                    "main",
                    Optional.of(new SecretReference("harbour-git"))),
                Map.of("production", production())));
  }

  @Test
  void readsTheSmallestFileWithTheDocumentedDefaults() {
    // when
    Environment environment =
        Definitions.require(Files.NAME, Files.SMALLEST).environment("production").orElseThrow();

    // then
    assertThat(environment)
        .isEqualTo(
            new Environment(
                "production",
                URI.create("https://harbour.example.org"),
                new HostPlatform(
                    new SshAddress("deploy", "harbour.example.org", 22),
                    new SecretReference("harbour-ssh"),
                    Optional.empty(),
                    Files.HOST_KEY,
                    "/srv/harbour",
                    Map.of(Colour.BLUE, 8001, Colour.GREEN, 8002),
                    new ServiceProcess.SystemdUnit("harbour"),
                    List.of(),
                    List.of(),
                    Map.of()),
                new HaproxyRouter(
                    "/run/haproxy/admin.sock",
                    "harbour",
                    Map.of(Colour.BLUE, "blue", Colour.GREEN, "green"),
                    Optional.empty()),
                List.of(),
                Optional.empty(),
                new HealthCheck(
                    "/health/", 10, Duration.ofSeconds(5), Duration.ofSeconds(1), 1, false),
                List.of(),
                Duration.ZERO,
                new Drain(Duration.ofSeconds(30), Duration.ofSeconds(60)),
                new Retention(5),
                new Approval(0, Duration.ofDays(3)),
                WhenBusy.QUEUE));
  }

  @Test
  void listsEverySecretWithItsPlace() {
    // when
    Parsed parsed = Definitions.read(Files.NAME, Files.FULL);

    // then
    assertThat(parsed)
        .isInstanceOfSatisfying(
            Parsed.Valid.class,
            valid ->
                assertThat(valid.secrets())
                    .containsExactly(
                        use("harbour-git", 5, 8, "source.key"),
                        use("harbour-ssh", 12, 14, "environments.production.platform.host.key"),
                        use(
                            "harbour-ssh-passphrase",
                            13,
                            21,
                            "environments.production.platform.host.passphrase")));
  }

  @Test
  void givesStreamsAtLeastTheTimeOfRequests() {
    // given
    String yaml = Files.SMALLEST + "    drain: { requests: 5m }\n";

    // when
    Environment environment =
        Definitions.require(Files.NAME, yaml).environment("production").orElseThrow();

    // then
    assertThat(environment.drain())
        .isEqualTo(new Drain(Duration.ofMinutes(5), Duration.ofMinutes(5)));
  }

  @Test
  void keepsTheEnvironmentsInTheOrderOfTheFile() {
    // given
    String production = Files.SMALLEST.substring(Files.SMALLEST.indexOf("  production:"));
    String yaml =
        Files.SMALLEST
            + production.replace("production:", "staging:")
            + production.replace("production:", "b-side:");

    // when
    Application application = Definitions.require(Files.NAME, yaml);

    // then
    assertThat(application.environments().keySet())
        .containsExactly("production", "staging", "b-side");
  }

  @Test
  void throwsEveryProblemWithTheirPlacesInTheMessage() {
    // given
    String yaml =
        Files.with(Files.with(Files.FULL, "attempts: 20", "attempts: many"), "good: 7", "good: 0");

    // then
    assertThatExceptionOfType(DefinitionException.class)
        .isThrownBy(() -> Definitions.require(Files.NAME, yaml))
        .satisfies(e -> assertThat(e.problems()).hasSize(2))
        .withMessage(
            "harbour.yaml:42:17: environments.production.health.attempts: is a text, not a whole"
                + " number; allowed: a whole number from 1 to 1000\n"
                + "harbour.yaml:59:13: environments.production.keep.good: is out of range; allowed:"
                + " a whole number from 1 to 100");
  }

  private static SecretUse use(String name, int line, int column, String field) {
    return new SecretUse(new SecretReference(name), Files.NAME, line, column, field);
  }

  private static Environment production() {
    return new Environment(
        "production",
        URI.create("https://harbour.example.org"),
        new HostPlatform(
            new SshAddress("deploy", "harbour.example.org", 2200),
            new SecretReference("harbour-ssh"),
            Optional.of(new SecretReference("harbour-ssh-passphrase")),
            Files.HOST_KEY,
            "/srv/harbour",
            Map.of(Colour.BLUE, 9001, Colour.GREEN, 9002),
            new ServiceProcess.Supervised("exec ./serve"),
            List.of(".env"),
            List.of("media"),
            Map.of("DJANGO_SETTINGS_MODULE", "site.settings")),
        new HaproxyRouter(
            "127.0.0.1:9999",
            "harbour",
            Map.of(Colour.BLUE, "left", Colour.GREEN, "right"),
            Optional.of("/var/lib/haproxy/server-state")),
        List.of(
            new BuildCommand("make assets", ".", Optional.empty()),
            new BuildCommand("npm ci && npm run build", "frontend", Optional.of("frontend/dist"))),
        Optional.of(new Migration("./manage.py migrate --noinput", Migration.Undo.KEEP)),
        new HealthCheck("/health/", 20, Duration.ofSeconds(2), Duration.ofMillis(500), 2, true),
        List.of(
            new PageCheck("/", 200, Optional.of("text/html"), Optional.of("Harbour"), true),
            new PageCheck("/admin/", 302, Optional.empty(), Optional.empty(), false)),
        Duration.ofSeconds(60),
        new Drain(Duration.ofSeconds(10), Duration.ofMinutes(2)),
        new Retention(7),
        new Approval(1, Duration.ofHours(2)),
        WhenBusy.NEWEST);
  }
}
