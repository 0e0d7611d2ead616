package dev.slipway.workers.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.processes.definition.Colour;
import dev.slipway.processes.definition.PageCheck;
import dev.slipway.workers.build.ArtifactBuilt;
import dev.slipway.workers.build.BuildWorker;
import dev.slipway.workers.build.CheckArtifactWorker;
import dev.slipway.workers.build.DiscardArtifactWorker;
import dev.slipway.workers.git.FetchWorker;
import dev.slipway.workers.host.CandidateStarted;
import dev.slipway.workers.host.CheckLine;
import dev.slipway.workers.host.EnvironmentCheck;
import dev.slipway.workers.host.MigrateWorker;
import dev.slipway.workers.host.PruneWorker;
import dev.slipway.workers.host.Pruned;
import dev.slipway.workers.host.RetireWorker;
import dev.slipway.workers.host.Retired;
import dev.slipway.workers.host.StartCandidateWorker;
import dev.slipway.workers.host.StopCandidateWorker;
import dev.slipway.workers.rig.Definition;
import dev.slipway.workers.rig.RealHaproxy;
import dev.slipway.workers.rig.Rig;
import dev.slipway.workers.rig.RunOfSteps;
import dev.slipway.workers.router.Swapped;
import dev.slipway.workers.ssh.JschHosts;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.RunFacts.ReleaseFacts;
import dev.slipway.workers.step.Secret;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.verify.BakeWorker;
import dev.slipway.workers.verify.CheckHealthWorker;
import dev.slipway.workers.verify.VerifyWorker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class ReleaseRealHaproxyTest {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final String JAVA = System.getProperty("java.home") + "/bin/java";
  private static final String SERVE =
      "exec '" + JAVA + "' -m jdk.httpserver -b 127.0.0.1 -p \"$PORT\" -d \"$PWD\"";

  @TempDir Path directory;
  private Rig rig;
  private RealHaproxy router;
  private Definition definition;

  @BeforeEach
  void start() throws Exception {
    rig = new Rig(directory);
    router = new RealHaproxy(directory);
    definition =
        rig.definition()
            .at(router.url())
            .router(router.socket())
            .verify(new PageCheck("/page.txt", 200, Optional.empty(), Optional.of("v"), false))
            .platform(
                List.of(),
                List.of(),
                Map.of(Colour.BLUE, router.blue(), Colour.GREEN, router.green()),
                SERVE);
  }

  @AfterEach
  void stop() throws Exception {
    for (Colour colour : Colour.values()) {
      endSupervisor(rig.root().resolve("slots/" + colour + ".run/supervisor.pid"));
    }
    router.close();
    rig.close();
  }

  @Test
  void releasesTwiceWithoutLosingARequest() throws Exception {
    // given
    ReleaseFacts first = release(1, "v1", null);
    assertThat(first.colour()).isEqualTo("blue");
    assertThat(page()).isEqualTo("v1");
    rig.repository().commit("Second", "page.txt", "v2");
    RunOfSteps second = rig.release(2, "main", definition.bake(Duration.ofSeconds(1)), first);

    // when
    deploy(second);
    complete(second);

    // then
    Swapped swapped = second.effect(Swapped.class);
    assertThat(swapped.from()).isEqualTo("blue");
    assertThat(swapped.to()).isEqualTo("green");
    assertThat(swapped.requests()).isGreaterThan(5);
    assertThat(swapped.failed()).isZero();
    assertThat(page()).isEqualTo("v2");
    assertThat(second.effect(Retired.class)).isEqualTo(new Retired("blue", 0));
    assertThat(rig.root().resolve("slots/blue")).doesNotExist();
    assertThat(Files.readString(rig.root().resolve("servers.state"))).contains("shop 2 green");
  }

  @Test
  void keepsTheOldVersionWhenTheNewOneIsUnhealthy() throws Exception {
    // given
    ReleaseFacts first = release(1, "v1", null);
    rig.repository().git("rm", "--quiet", "health");
    rig.repository().commit("Unhealthy", "page.txt", "v3");
    RunOfSteps run = rig.release(2, "main", definition, first);
    prepare(run);
    run.perform(new StartCandidateWorker(rig.hosts()));

    // when
    Failure failure = failure(() -> run.perform(new CheckHealthWorker(rig.hosts(), CLOCK, CLOCK)));
    run.perform(new StopCandidateWorker(rig.hosts(), CLOCK));
    run.perform(new DiscardArtifactWorker(rig.hosts()));

    // then
    assertThat(failure.why()).contains("status 404");
    assertThat(failure.evidence()).contains("status 404", "Last 100 lines", "/health");
    assertThat(page()).isEqualTo("v1");
    assertThat(rig.root().resolve("slots/green")).doesNotExist();
    assertThat(rig.root().resolve("releases/r2")).doesNotExist();
  }

  @Test
  void failsEarlyWithTheExitStatusWhenTheProcessDies() throws Exception {
    // given
    rig.repository().commit("Dies", "health", "ok");
    Definition dying =
        definition.platform(
            List.of(),
            List.of(),
            definition.platform().ports(),
            "echo \"no database for $GREETING\" >&2; sleep 1; exit 7");
    RunOfSteps run = rig.release(1, "main", dying, null);
    prepare(run);
    run.perform(new StartCandidateWorker(rig.hosts()));

    // when
    Failure failure = failure(() -> run.perform(new CheckHealthWorker(rig.hosts(), CLOCK, CLOCK)));
    run.perform(new StopCandidateWorker(rig.hosts(), CLOCK));

    // then
    assertThat(failure.why()).contains("status 7");
    assertThat(failure.evidence()).contains("no database for it's $5 \"today\"");
    assertThat(rig.root().resolve("slots/blue.run")).doesNotExist();
  }

  @Test
  void swapsBackWhenAPageIsWrong() throws Exception {
    // given
    ReleaseFacts first = release(1, "v1", null);
    rig.repository().commit("Wrong page", "page.txt", "broken");
    RunOfSteps run = rig.release(2, "main", definition, first);
    prepare(run);
    run.perform(new StartCandidateWorker(rig.hosts()));
    run.perform(new CheckHealthWorker(rig.hosts(), CLOCK, CLOCK));
    run.perform(new SwapWorker(rig.hosts(), CLOCK, CLOCK));

    // when
    Failure failure = failure(() -> run.perform(new VerifyWorker()));
    String meanwhile = page();
    run.perform(new SwapBackWorker(rig.hosts(), CLOCK));
    run.perform(new StopCandidateWorker(rig.hosts(), CLOCK));

    // then
    assertThat(failure.why()).contains("/page.txt");
    assertThat(meanwhile).isEqualTo("broken");
    assertThat(page()).isEqualTo("v1");
    assertThat(rig.root().resolve("slots/green")).doesNotExist();
    assertThat(rig.root().resolve("slots/blue")).isSymbolicLink();
  }

  @Test
  void takesBackAHalfDoneSwapThatItTakesOverWhenThereIsNoTimeLeft() throws Exception {
    // given
    ReleaseFacts first = release(1, "v1", null);
    rig.repository().commit("Second", "page.txt", "v2");
    RunOfSteps run = rig.release(2, "main", definition, first);
    prepare(run);
    run.perform(new StartCandidateWorker(rig.hosts()));
    run.perform(new CheckHealthWorker(rig.hosts(), CLOCK, CLOCK));
    router.tell("set server shop/green state ready");
    run.cancel();

    // when
    Throwable stopped =
        catchThrowable(() -> run.perform(new SwapWorker(rig.hosts(), CLOCK, CLOCK)));
    run.perform(new StopCandidateWorker(rig.hosts(), CLOCK));

    // then
    assertThat(stopped).isInstanceOf(StepStoppedException.class);
    for (int i = 0; i < 4; i++) {
      assertThat(page()).isEqualTo("v1");
    }
    assertThat(rig.root().resolve("slots/green")).doesNotExist();
  }

  @Test
  void servesNothingAfterAFirstReleaseIsTakenBack() throws Exception {
    // given
    rig.repository().commit("First", "page.txt", "v1", "health", "ok");
    RunOfSteps run = rig.release(1, "main", definition, null);
    prepare(run);
    run.perform(new StartCandidateWorker(rig.hosts()));
    run.perform(new CheckHealthWorker(rig.hosts(), CLOCK, CLOCK));
    run.perform(new SwapWorker(rig.hosts(), CLOCK, CLOCK));

    // when
    run.perform(new SwapBackWorker(rig.hosts(), CLOCK));
    run.perform(new StopCandidateWorker(rig.hosts(), CLOCK));

    // then
    assertThat(status()).isEqualTo(503);
  }

  @Test
  void startsAfreshAfterAFirstReleaseThatFailed() throws Exception {
    // given
    rig.repository().commit("Unhealthy", "page.txt", "v0");
    RunOfSteps failed = rig.release(1, "main", definition, null);
    prepare(failed);
    failed.perform(new StartCandidateWorker(rig.hosts()));
    failed.perform(new StopCandidateWorker(rig.hosts(), CLOCK));

    // when
    release(2, "v1", null);

    // then
    assertThat(page()).isEqualTo("v1");
  }

  @Test
  void neverStopsTheColourThatServes() throws Exception {
    // given
    rig.repository().commit("First", "page.txt", "v1", "health", "ok");
    RunOfSteps run = rig.release(1, "main", definition, null);
    deploy(run);

    // when
    Failure failure = failure(() -> run.perform(new StopCandidateWorker(rig.hosts(), CLOCK)));

    // then
    assertThat(failure.why()).contains("still sends requests");
    assertThat(page()).isEqualTo("v1");
  }

  @Test
  void rollsBackToAnEarlierReleaseAndPrunesWhatNobodyNeeds() throws Exception {
    // given
    ReleaseFacts first = release(1, "v1", null);
    ReleaseFacts second = release(2, "v2", first);
    ReleaseFacts target = new ReleaseFacts(first.id(), first.commit(), first.artifact(), null);
    RunOfSteps rollback =
        rig.run(3, "rollback", "r1", definition, target, second, List.of("r2", "r1"));

    // when
    rollback.perform(new CheckArtifactWorker(rig.hosts()));
    rollback.perform(new MigrateWorker(rig.hosts()));
    live(rollback);
    complete(rollback);

    // then
    assertThat(page()).isEqualTo("v1");
    assertThat(rollback.effect(Pruned.class).ids()).containsExactly("r2");
    assertThat(rig.root().resolve("releases/r1")).isDirectory();
    assertThat(rig.root().resolve("releases/r2")).doesNotExist();
  }

  @Test
  void doesNothingTwiceWhenStepsAreRepeated() throws Exception {
    // given
    rig.repository().commit("First", "page.txt", "v1", "health", "ok");
    RunOfSteps run = rig.release(1, "main", definition, null);
    prepare(run);
    run.perform(new StartCandidateWorker(rig.hosts()));
    CandidateStarted started = run.effect(CandidateStarted.class);
    run.perform(new CheckHealthWorker(rig.hosts(), CLOCK, CLOCK));
    run.perform(new SwapWorker(rig.hosts(), CLOCK, CLOCK));

    // when
    var swappedAgain = run.perform(new SwapWorker(rig.hosts(), CLOCK, CLOCK), 2);

    // then
    assertThat(run.effect(Swapped.class).to()).isEqualTo(started.colour());
    assertThat(swappedAgain.summary()).contains("blue serves");
    assertThat(page()).isEqualTo("v1");
  }

  @Test
  void startsACandidateOnceHoweverOftenItIsAsked() throws Exception {
    // given
    rig.repository().commit("First", "page.txt", "v1", "health", "ok");
    RunOfSteps run = rig.release(1, "main", definition, null);
    prepare(run);
    run.perform(new StartCandidateWorker(rig.hosts()));
    CandidateStarted started = run.effect(CandidateStarted.class);

    // when
    run.perform(new StartCandidateWorker(rig.hosts()), 2);

    // then
    assertThat(run.effect(CandidateStarted.class)).isEqualTo(started);
  }

  @Test
  void refusesAPortThatSomethingElseListensOn() throws Exception {
    // given
    ReleaseFacts first = release(1, "v1", null);
    RunOfSteps run = rig.release(2, "main", definition, first);
    prepare(run);

    // when
    Failure failure;
    try (ServerSocket taken =
        new ServerSocket(router.green(), 1, InetAddress.getLoopbackAddress())) {
      failure = failure(() -> run.perform(new StartCandidateWorker(rig.hosts())));
      assertThat(taken.isBound()).isTrue();
    }

    // then
    assertThat(failure.what()).contains("Port " + router.green());
    assertThat(rig.root().resolve("slots/green")).doesNotExist();
  }

  @Test
  void findsNothingWrongWithAnEnvironmentThatServes() throws Exception {
    // given
    release(1, "v1", null);

    // when
    List<CheckLine> lines = check(definition);

    // then
    assertThat(lines).extracting(CheckLine::verdict).containsOnly(CheckLine.Verdict.OK);
    assertThat(lines).extracting(CheckLine::name).contains("repository", "host", "router", "url");
  }

  @Test
  void namesEverythingThatIsWrongWithAnEnvironment() throws Exception {
    // given
    rig.repository().commit("First", "page.txt", "v1");
    Definition broken =
        definition
            .router("127.0.0.1:1")
            .platform(List.of("mysql.cnf"), List.of(), definition.platform().ports(), SERVE);

    // when
    List<CheckLine> lines = check(broken);

    // then
    assertThat(lines)
        .filteredOn(line -> line.verdict() == CheckLine.Verdict.FAILED)
        .extracting(CheckLine::name)
        .containsExactly("required files", "router");
    assertThat(rig.root()).isEmptyDirectory();
  }

  @Test
  void refusesARouterThatAnswersYetMayNotBeSwitched() throws Exception {
    // given
    release(1, "v1", null);

    // when
    List<CheckLine> lines = check(definition.router(router.operatorSocket()));

    // then
    assertThat(lines)
        .filteredOn(line -> line.verdict() == CheckLine.Verdict.FAILED)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.found()).contains("level \"operator\"");
              assertThat(line.next()).contains("level admin");
            });
  }

  private List<CheckLine> check(Definition checked) throws InterruptedException {
    RunOfSteps run = rig.release(1, "main", checked, null);
    return new EnvironmentCheck(rig.mirrors(), () -> new JschHosts(CLOCK), CLOCK)
        .check(
            checked.application(),
            checked.environment(),
            reference -> new Secret(reference.name(), run.secret(reference.name())));
  }

  private ReleaseFacts release(long number, String text, @Nullable ReleaseFacts serving)
      throws Exception {
    rig.repository().commit("Release " + text, "page.txt", text, "health", "ok");
    RunOfSteps run = rig.release(number, "main", definition, serving);
    deploy(run);
    complete(run);
    ArtifactBuilt built = run.effect(ArtifactBuilt.class);
    return new ReleaseFacts(
        built.release(), built.commit(), built.digest(), run.effect(Swapped.class).to());
  }

  private void prepare(RunOfSteps run) throws Exception {
    run.perform(new FetchWorker(rig.mirrors()));
    run.perform(new BuildWorker(rig.mirrors(), rig.hosts(), CLOCK));
  }

  private void deploy(RunOfSteps run) throws Exception {
    prepare(run);
    live(run);
  }

  private void live(RunOfSteps run) throws Exception {
    run.perform(new StartCandidateWorker(rig.hosts()));
    run.perform(new CheckHealthWorker(rig.hosts(), CLOCK, CLOCK));
    run.perform(new SwapWorker(rig.hosts(), CLOCK, CLOCK));
    run.perform(new VerifyWorker());
    run.perform(new BakeWorker(CLOCK, CLOCK));
  }

  private void complete(RunOfSteps run) throws Exception {
    run.perform(new RetireWorker(rig.hosts(), CLOCK));
    run.perform(new PruneWorker(rig.hosts()));
  }

  private String page() throws IOException, InterruptedException {
    return get("/page.txt").body();
  }

  private int status() throws IOException, InterruptedException {
    return get("/page.txt").statusCode();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI page = router.url().resolve(path);
      return http.send(
          HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(10)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private interface Act {
    void act() throws Exception;
  }

  private static Failure failure(Act act) {
    return catchThrowableOfType(StepFailedException.class, act::act).failure();
  }

  private static void endSupervisor(Path pidFile) throws Exception {
    if (!Files.exists(pidFile)) {
      return;
    }
    long pid = Long.parseLong(Files.readString(pidFile).strip());
    Optional<ProcessHandle> supervisor = ProcessHandle.of(pid);
    if (supervisor.isPresent()) {
      supervisor.get().destroy();
      supervisor.get().onExit().get();
    }
  }
}
