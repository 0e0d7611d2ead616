package dev.slipway.workers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.definition.BuildCommand;
import dev.slipway.processes.definition.Colour;
import dev.slipway.workers.build.ArtifactBuilt;
import dev.slipway.workers.build.BuildWorker;
import dev.slipway.workers.build.DiscardArtifactWorker;
import dev.slipway.workers.git.FetchWorker;
import dev.slipway.workers.host.CandidateStarted;
import dev.slipway.workers.host.HostService;
import dev.slipway.workers.host.MigrateWorker;
import dev.slipway.workers.host.PruneWorker;
import dev.slipway.workers.host.Pruned;
import dev.slipway.workers.host.RetireWorker;
import dev.slipway.workers.host.Retired;
import dev.slipway.workers.host.StartCandidateWorker;
import dev.slipway.workers.host.StopCandidateWorker;
import dev.slipway.workers.rig.Deed;
import dev.slipway.workers.rig.Definition;
import dev.slipway.workers.rig.RealHaproxy;
import dev.slipway.workers.rig.Rig;
import dev.slipway.workers.rig.RunOfSteps;
import dev.slipway.workers.router.Swapped;
import dev.slipway.workers.ssh.LosingHosts;
import dev.slipway.workers.ssh.LosingHosts.Loss;
import dev.slipway.workers.ssh.LosingHosts.WorkerKilled;
import dev.slipway.workers.ssh.SshHosts;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepWorker;
import dev.slipway.workers.swap.SwapBackWorker;
import dev.slipway.workers.swap.SwapWorker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Whichever answer of the host or the router is lost, a step that is performed again does what it
 * promises, once.
 */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class LostAnswerTest {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final StepCatalogue CATALOGUE = StepCatalogue.shipped();
  private static final int NEVER = Integer.MAX_VALUE;

  @TempDir Path directory;
  private Rig rig;
  private RealHaproxy router;
  private Definition definition;
  private long run;
  private final List<HttpServer> servers = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    rig = new Rig(directory);
    router = new RealHaproxy(directory);
    definition =
        rig.definition()
            .at(router.url())
            .router(router.socket())
            .build(new BuildCommand("echo built >>../../effects", ".", Optional.empty()))
            .migrate("echo migrated >>../../effects")
            .platform(
                List.of(),
                List.of(),
                Map.of(Colour.BLUE, router.blue(), Colour.GREEN, router.green()),
                "echo started >>../../effects; exec sleep 300");
    rig.repository().commit("First", "page.txt", "v1");
    Files.createDirectories(rig.root().resolve("slots"));
    Files.createDirectories(rig.root().resolve(".slipway/jobs"));
  }

  @AfterEach
  void stop() throws Exception {
    endProcesses(next());
    servers.forEach(server -> server.stop(0));
    router.close();
    rig.close();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "GONE")
  void aReleaseIsBuiltOnce(Loss loss) throws Exception {
    everyLoss(
        loss,
        hosts -> new BuildWorker(rig.mirrors(), hosts, CLOCK),
        steps -> steps.perform(new FetchWorker(rig.mirrors())),
        steps -> {
          assertThat(effects()).containsExactly("built");
          assertThat(steps.effect(ArtifactBuilt.class).release()).isEqualTo("r" + run);
          assertThat(rig.root().resolve(".slipway/r" + run + ".tar.gz")).doesNotExist();
        });
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "GONE")
  void anArtifactThatIsDiscardedIsGone(Loss loss) throws Exception {
    everyLoss(
        loss,
        DiscardArtifactWorker::new,
        steps -> steps.proven(new ArtifactBuilt(released(), "c", "sha256:d", "/", 1)),
        steps -> assertThat(rig.root().resolve("releases/r" + run)).doesNotExist());
  }

  @Test
  void dataIsMigratedOnce() throws Exception {
    everyLoss(
        Loss.KILLED,
        MigrateWorker::new,
        steps -> released(),
        steps -> assertThat(effects()).containsExactly("migrated"));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "GONE")
  void aCandidateIsStartedOnce(Loss loss) throws Exception {
    everyLoss(
        loss,
        StartCandidateWorker::new,
        steps -> released(),
        steps -> {
          Path pid = rig.root().resolve("slots/blue.run/supervisor.pid");
          awaitEffect();
          assertThat(effects()).containsExactly("started");
          assertThat(steps.effect(CandidateStarted.class))
              .isEqualTo(
                  new CandidateStarted(
                      "blue", router.blue(), "r" + run, Files.readString(pid).strip(), null, null));
          endProcesses(steps);
        });
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "GONE")
  void aCandidateThatIsStoppedIsGone(Loss loss) throws Exception {
    serve();
    everyLoss(
        loss,
        hosts -> new StopCandidateWorker(hosts, CLOCK),
        steps -> {
          route("ready", "drain");
          link("green");
          started(steps);
        },
        steps -> {
          assertThat(states()).containsExactly("blue ready", "green maint");
          assertThat(rig.root().resolve("slots/green")).doesNotExist();
        });
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "GONE")
  void everyRequestGoesToTheCandidateAndNoneEverBack(Loss loss) throws Exception {
    serve();
    everyLoss(
        loss,
        hosts -> new SwapWorker(hosts, CLOCK, CLOCK),
        steps -> {
          route("ready", "maint");
          started(steps);
        },
        steps -> {
          assertThat(states()).containsExactly("blue drain", "green ready");
          Swapped swapped = steps.effect(Swapped.class);
          assertThat(List.of(swapped.from(), swapped.to())).containsExactly("blue", "green");
        },
        "set server shop/blue state ready");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "GONE")
  void everyRequestGoesBackAndNoneToTheCandidateAgain(Loss loss) throws Exception {
    serve();
    everyLoss(
        loss,
        hosts -> new SwapBackWorker(hosts, CLOCK),
        steps -> {
          route("drain", "ready");
          started(steps);
          steps.proven(new Swapped("blue", "green", 1, 0, 0, CLOCK.instant()));
        },
        steps -> assertThat(states()).containsExactly("blue ready", "green drain"),
        "set server shop/green state ready");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "GONE")
  void thePreviousVersionIsGone(Loss loss) throws Exception {
    serve();
    everyLoss(
        loss,
        hosts -> new RetireWorker(hosts, CLOCK),
        steps -> {
          route("drain", "ready");
          link("blue");
          started(steps);
        },
        steps -> {
          assertThat(states()).containsExactly("blue maint", "green ready");
          assertThat(rig.root().resolve("slots/blue")).doesNotExist();
          assertThat(steps.effect(Retired.class)).isEqualTo(new Retired("blue", 0));
        });
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "GONE")
  void whatRetentionLetsGoOfIsGone(Loss loss) throws Exception {
    everyLoss(
        loss,
        PruneWorker::new,
        steps -> release("r0"),
        steps -> {
          assertThat(rig.root().resolve("releases/r0")).doesNotExist();
          assertThat(steps.effect(Pruned.class)).isEqualTo(new Pruned(List.of("r0")));
        });
  }

  @Test
  void aStartOfWhichNobodyWillEverHearIsUnknown() throws Exception {
    // given
    RunOfSteps steps = next();
    released();
    LosingHosts counted = new LosingHosts(rig.hosts(), NEVER, Loss.GONE);
    steps.perform(new StartCandidateWorker(counted));
    awaitEffect();
    endProcesses(steps);
    Files.delete(rig.root().resolve("effects"));
    steps = next();
    released();
    route("ready", "ready");
    int answers = NEVER - counted.left();

    // when
    StepResult result = last(steps, StartCandidateWorker::new, answers - 1);

    // then
    awaitEffect();
    assertThat(result).isInstanceOf(StepResult.Unknown.class);
  }

  @Test
  void aSwapOfWhichNobodyWillEverHearIsUnknown() throws Exception {
    // given
    serve();
    RunOfSteps steps = next();
    route("ready", "maint");
    started(steps);

    // when
    StepResult result = last(steps, hosts -> new SwapWorker(hosts, CLOCK, CLOCK), 6);

    // then
    assertThat(states()).contains("green ready");
    assertThat(result).isInstanceOf(StepResult.Unknown.class);
    assertThat(((StepResult.Unknown) result).seen().why()).contains("not known");
  }

  @Test
  void aMigrationThatAnotherWorkerMayHaveBegunIsUnknownWhenTheHostIsGone() throws Exception {
    // given
    RunOfSteps steps = next();
    released();
    StepWorker migrate = new MigrateWorker(new LosingHosts(rig.hosts(), 1, Loss.KILLED));
    killed(steps, migrate);

    // when
    StepResult result = last(steps, MigrateWorker::new, 0);

    // then
    assertThat(effects()).containsExactly("migrated");
    assertThat(result).isInstanceOf(StepResult.Unknown.class);
  }

  private interface Act {
    void on(RunOfSteps steps) throws Exception;
  }

  /** Loses the first answer, and in the next run the second, until there are no more. */
  private void everyLoss(Loss loss, Function<SshHosts, StepWorker> worker, Act before, Act after)
      throws Exception {
    everyLoss(loss, worker, before, after, "nothing");
  }

  private void everyLoss(
      Loss loss, Function<SshHosts, StepWorker> worker, Act before, Act after, String never)
      throws Exception {
    for (int lost = 1; ; lost++) {
      // given
      Files.deleteIfExists(rig.root().resolve("effects"));
      RunOfSteps steps = next();
      before.on(steps);
      LosingHosts hosts = new LosingHosts(rig.hosts(), lost, loss);

      // when
      perform(steps, worker.apply(hosts));

      // then
      after.on(steps);
      assertThat(hosts.told()).as("after answer " + lost).doesNotContain(never);
      if (!hosts.lost()) {
        assertThat(lost).as("how many answers there were").isGreaterThan(1);
        return;
      }
    }
  }

  /** As the server does it: whoever is killed has not failed. */
  private static void perform(RunOfSteps steps, StepWorker worker) throws Exception {
    int attempt = 1;
    while (true) {
      try {
        steps.perform(worker, attempt);
        return;
      } catch (WorkerKilled e) {
        assertThat(steps.log()).isNotNull();
      } catch (StepFailedException e) {
        if (!e.failure().retriable() || attempt > CATALOGUE.get(worker.topic()).retries()) {
          throw e;
        }
        attempt++;
      }
    }
  }

  /** The last attempt, of which the host is gone after some answers. */
  private StepResult last(RunOfSteps steps, Function<SshHosts, StepWorker> worker, int lost)
      throws Exception {
    StepWorker last = worker.apply(new LosingHosts(rig.hosts(), lost, Loss.GONE));
    return steps.result(last, CATALOGUE.get(last.topic()).retries() + 1);
  }

  private static void killed(RunOfSteps steps, StepWorker worker) throws Exception {
    try {
      steps.perform(worker);
      throw new IllegalStateException("It was not killed");
    } catch (WorkerKilled e) {
      assertThat(e).hasNoCause();
    }
  }

  private RunOfSteps next() {
    run++;
    return rig.run(run, "release", "main", definition, null, null, List.of("r0"));
  }

  private String released() throws IOException {
    return release("r" + run);
  }

  private String release(String id) throws IOException {
    Path release = Files.createDirectories(rig.root().resolve("releases").resolve(id));
    Files.writeString(release.resolve(".slipway-artifact.json"), "{}");
    return id;
  }

  private void started(RunOfSteps steps) {
    steps.proven(new CandidateStarted("green", router.green(), "r" + run, "1", "blue", "r0"));
  }

  private void link(String colour) throws IOException {
    Path slot = rig.root().resolve("slots").resolve(colour);
    Files.deleteIfExists(slot);
    Files.createSymbolicLink(slot, rig.root().resolve("releases").resolve(released()));
  }

  private List<String> effects() throws IOException {
    return Files.readAllLines(rig.root().resolve("effects"));
  }

  private void awaitEffect() throws IOException {
    Path effects = rig.root().resolve("effects");
    while (!Files.exists(effects) || Files.size(effects) == 0) {
      Thread.onSpinWait();
    }
  }

  private void endProcesses(RunOfSteps steps) throws Exception {
    steps.perform(
        new Deed(
            rig.hosts(),
            (step, host) -> {
              for (Colour colour : Colour.values()) {
                HostService.of(host).stop(colour);
              }
            }));
    for (Colour colour : Colour.values()) {
      Files.deleteIfExists(rig.root().resolve("slots/" + colour));
      Files.deleteIfExists(rig.root().resolve("slots/" + colour + ".env"));
    }
  }

  private void serve() throws IOException {
    for (int port : List.of(router.blue(), router.green())) {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      server.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
      servers.add(server);
    }
  }

  private void route(String blue, String green) throws IOException {
    router.set(Colour.BLUE, blue);
    router.set(Colour.GREEN, green);
  }

  /** How the router treats each colour: administratively down is bit 1, drained is bit 8. */
  private List<String> states() throws IOException {
    return router
        .tell("show servers state shop")
        .lines()
        .filter(line -> line.matches("[0-9].* shop .*"))
        .map(line -> line.split(" "))
        .map(columns -> columns[3] + state(Integer.parseInt(columns[6])))
        .toList();
  }

  private static String state(int administrative) {
    if ((administrative & 1) != 0) {
      return " maint";
    }
    return (administrative & 8) != 0 ? " drain" : " ready";
  }
}
