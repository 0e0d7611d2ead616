package dev.slipway.workers.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.processes.definition.Colour;
import dev.slipway.processes.definition.ServiceProcess;
import dev.slipway.workers.rig.Deed;
import dev.slipway.workers.rig.Definition;
import dev.slipway.workers.rig.RealHaproxy;
import dev.slipway.workers.rig.Rig;
import dev.slipway.workers.rig.RunOfSteps;
import dev.slipway.workers.ssh.JschHosts;
import dev.slipway.workers.step.Secret;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.swap.SwapBackWorker;
import dev.slipway.workers.swap.SwapWorker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A unit is asked of a systemctl that writes down what it was told. */
@Timeout(120)
class SystemdServiceTest {

  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path directory;
  private Rig rig;
  private RealHaproxy router;
  private Path told;
  private Path state;
  private Definition definition;

  @BeforeEach
  void start() throws Exception {
    rig = new Rig(directory);
    router = new RealHaproxy(directory);
    told = directory.resolve("told");
    state = directory.resolve("state");
    Files.writeString(told, "");
    unitIs("active");
    rig.install(
        "systemctl",
        "case $1 in show) cat '%s';; is-enabled) echo static;; *) echo \"$*\" >>'%s';; esac\n"
            .formatted(state, told));
    definition =
        rig.definition()
            .at(router.url())
            .router(router.socket())
            .platform(
                List.of(),
                List.of(),
                Map.of(Colour.BLUE, router.blue(), Colour.GREEN, router.green()),
                "true")
            .process(new ServiceProcess.SystemdUnit("shop"), Map.of());
    Files.createDirectories(rig.root().resolve("releases/r1"));
    Files.createDirectories(rig.root().resolve(".slipway"));
    Files.writeString(rig.root().resolve("releases/r1/.slipway-artifact.json"), "{}");
  }

  @AfterEach
  void stop() throws Exception {
    router.close();
    rig.close();
  }

  @Test
  void waitsForAUnitThatIsJustBeingStopped() throws Exception {
    // given
    unitIs("deactivating");

    // when
    run(1).perform(new Deed(rig.hosts(), (step, host) -> HostService.of(host).stop(Colour.BLUE)));

    // then
    assertThat(told).hasContent("stop shop@blue.service");
  }

  @Test
  void saysWhatSystemctlSaidFirstWhenItDoesNotStopAUnit() throws Exception {
    // given
    rig.install(
        "systemctl",
        "case $1 in show) cat '%s';; *) echo 'Access denied' >&2; exit 4;; esac\n"
            .formatted(state));
    Deed stop = new Deed(rig.hosts(), (step, host) -> HostService.of(host).stop(Colour.BLUE));

    // when
    StepFailedException refused =
        catchThrowableOfType(StepFailedException.class, () -> run(1).perform(stop));

    // then
    assertThat(refused.failure().why()).isEqualTo("it ended with status 4: Access denied");
    assertThat(refused.failure().evidence()).startsWith("Access denied");
  }

  @Test
  void leavesAUnitAloneThatDoesNotRun() throws Exception {
    // given
    unitIs("inactive");

    // when
    run(1).perform(new Deed(rig.hosts(), (step, host) -> HostService.of(host).stop(Colour.BLUE)));

    // then
    assertThat(told).isEmptyFile();
  }

  @Test
  void startsAUnitAgainThatWasStoppedSinceItsLastStart() throws Exception {
    // given
    RunOfSteps run = run(1);
    run.perform(new StartCandidateWorker(rig.hosts()));
    Files.delete(rig.root().resolve("slots/blue"));

    // when
    run.perform(new StartCandidateWorker(rig.hosts()));

    // then
    assertThat(Files.readAllLines(told)).filteredOn("restart shop@blue.service"::equals).hasSize(2);
  }

  @Test
  void theFirstReleaseStartsWithTheHost() throws Exception {
    // given
    RunOfSteps run = run(1);
    run.perform(new StartCandidateWorker(rig.hosts()));
    HttpServer candidate = candidate(router.blue());

    // when
    run.perform(new SwapWorker(rig.hosts(), CLOCK, CLOCK));
    candidate.stop(0);

    // then
    assertThat(Files.readAllLines(told)).contains("enable shop@blue.service");
    assertThat(run.log()).anyMatch(line -> line.contains("[Install]"));
  }

  @Test
  void aReleaseThatIsTakenBackStartsWithTheHostNoMore() throws Exception {
    // given
    RunOfSteps run = run(1);
    run.perform(new StartCandidateWorker(rig.hosts()));
    HttpServer candidate = candidate(router.blue());
    run.perform(new SwapWorker(rig.hosts(), CLOCK, CLOCK));

    // when
    run.perform(new SwapBackWorker(rig.hosts(), CLOCK));
    run.perform(new StopCandidateWorker(rig.hosts(), CLOCK));
    candidate.stop(0);

    // then
    assertThat(Files.readAllLines(told))
        .containsSubsequence("enable shop@blue.service", "disable shop@blue.service");
  }

  @Test
  void whatServedBeforeStartsWithTheHostUntilItIsRetired() throws Exception {
    // given
    RunOfSteps run = run(2);
    run.proven(new CandidateStarted("green", router.green(), "r2", "shop@green", "blue", "r1"));
    assertThat(router.tell("set server shop/blue state drain")).isBlank();

    // when
    run.perform(new RetireWorker(rig.hosts(), CLOCK));

    // then
    assertThat(Files.readAllLines(told))
        .contains("disable shop@blue.service", "stop shop@blue.service")
        .noneMatch(line -> line.contains("green"));
  }

  @Test
  void warnsWhereTheAccountMayNotArrangeTheStartWithTheHost() throws Exception {
    // given
    rig.install("id", "if [ \"$1\" = -u ]; then echo 1000; else exec /usr/bin/id \"$@\"; fi\n");
    rig.install("sudo", "case $* in *restart*|*stop*) exit 0;; esac; exit 1\n");
    rig.repository().commit("First", "page.txt", "v1");

    // when
    List<CheckLine> lines =
        new EnvironmentCheck(rig.mirrors(), () -> new JschHosts(CLOCK), CLOCK)
            .check(
                definition.application(),
                definition.environment(),
                reference -> new Secret(reference.name(), run(1).secret(reference.name())));

    // then
    assertThat(lines)
        .filteredOn(line -> line.name().equals("start with the host"))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.verdict()).isEqualTo(CheckLine.Verdict.WARNING);
              assertThat(line.next()).contains("systemctl enable", "systemctl disable");
            });
    assertThat(lines)
        .filteredOn(line -> line.name().equals("rights"))
        .extracting(CheckLine::verdict)
        .containsExactly(CheckLine.Verdict.OK);
  }

  private RunOfSteps run(long number) {
    return rig.release(number, "main", definition, null);
  }

  private void unitIs(String active) throws IOException {
    Files.writeString(
        state, "LoadState=loaded\nActiveState=" + active + "\nSubState=any\nNRestarts=0\n");
  }

  private static HttpServer candidate(int port) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
