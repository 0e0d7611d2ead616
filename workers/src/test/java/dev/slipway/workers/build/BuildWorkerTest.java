package dev.slipway.workers.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.definition.BuildCommand;
import dev.slipway.processes.definition.Colour;
import dev.slipway.workers.StepWorkers;
import dev.slipway.workers.git.CommitFetched;
import dev.slipway.workers.git.FetchWorker;
import dev.slipway.workers.rig.Definition;
import dev.slipway.workers.rig.Rig;
import dev.slipway.workers.rig.RunOfSteps;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.RunFacts.ReleaseFacts;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class BuildWorkerTest {

  private static final Map<Colour, Integer> PORTS = Map.of(Colour.BLUE, 9001, Colour.GREEN, 9002);

  @TempDir Path directory;
  private Rig rig;
  private BuildWorker worker;

  @BeforeEach
  void start() throws Exception {
    rig = new Rig(directory);
    rig.repository().commit("First", "app.txt", "one", "bin/run", "#!/bin/sh\n");
    worker = new BuildWorker(rig.mirrors(), rig.hosts(), Clock.systemUTC());
  }

  @AfterEach
  void stop() throws Exception {
    rig.close();
  }

  @Test
  void buildsACommitAndNamesItByItsDigest() throws Exception {
    // given
    RunOfSteps run =
        fetched(1, rig.definition().build(command("echo \"$CI $RELEASE $COMMIT\" > built.txt")));

    // when
    run.perform(worker);

    // then
    ArtifactBuilt built = run.effect(ArtifactBuilt.class);
    Path release = rig.root().resolve("releases/r1");
    assertThat(built.directory()).isEqualTo(release.toString());
    assertThat(built.digest()).matches("sha256:[0-9a-f]{64}");
    assertThat(Files.readString(release.resolve("built.txt")))
        .isEqualTo("1 r1 " + run.effect(CommitFetched.class).commit() + "\n");
    assertThat(Files.readString(release.resolve(".slipway-artifact.json")))
        .contains(built.digest(), built.commit());
  }

  @Test
  void datesAReleaseByTheMachinesClock() throws Exception {
    // given
    Clock wall = Clock.fixed(Instant.parse("2031-05-06T07:08:09Z"), ZoneOffset.UTC);
    StepWorker shipped =
        StepWorkers.all(rig.mirrors(), rig.hosts(), Clock.systemUTC(), wall).stream()
            .filter(each -> each.topic().equals(StepCatalogue.BUILD))
            .findFirst()
            .orElseThrow();

    // when
    fetched(1, rig.definition()).perform(shipped);

    // then
    assertThat(Files.readString(rig.root().resolve("releases/r1/.slipway-artifact.json")))
        .contains("2031-05-06T07:08:09Z");
  }

  @Test
  void givesTheSameTreeTheSameDigestAndAnotherTreeAnotherOne() throws Exception {
    // given
    RunOfSteps first = fetched(1, rig.definition());
    RunOfSteps same = fetched(2, rig.definition());
    RunOfSteps executable = fetched(3, rig.definition().build(command("chmod +x app.txt")));
    RunOfSteps linked = fetched(4, rig.definition().build(command("ln -s app.txt link")));

    // when
    first.perform(worker);
    same.perform(worker);
    executable.perform(worker);
    linked.perform(worker);

    // then
    String digest = first.effect(ArtifactBuilt.class).digest();
    assertThat(same.effect(ArtifactBuilt.class).digest()).isEqualTo(digest);
    assertThat(executable.effect(ArtifactBuilt.class).digest()).isNotEqualTo(digest);
    assertThat(linked.effect(ArtifactBuilt.class).digest()).isNotEqualTo(digest);
  }

  @Test
  void linksWhatIsSharedIntoTheRelease() throws Exception {
    // given
    Path shared = Files.createDirectories(rig.root().resolve("shared"));
    Files.writeString(shared.resolve("secret.cnf"), "password");
    Definition definition =
        rig.definition().platform(List.of("secret.cnf"), List.of("var/media"), PORTS, "true");

    // when
    fetched(1, definition).perform(worker);

    // then
    Path release = rig.root().resolve("releases/r1");
    assertThat(release.resolve("secret.cnf")).isSymbolicLink().hasContent("password");
    assertThat(release.resolve("var/media")).isSymbolicLink().isDirectory();
  }

  @Test
  void leavesAReleaseAloneInWhichACommandOfAWorkerBeforeStillRuns() throws Exception {
    // given
    Definition definition = rig.definition().platform(List.of("a.cnf"), List.of(), PORTS, "true");
    RunOfSteps run = fetched(1, definition);
    Path release = Files.createDirectories(rig.root().resolve("releases/r1"));
    Path job = Files.createDirectories(rig.root().resolve(".slipway/jobs/1-build-build-1-x"));
    Process command =
        new ProcessBuilder("flock", job + "/alive", "sh", "-c", "echo held; sleep 300").start();

    // when
    StepResult result;
    try {
      int unused = command.getInputStream().read();
      result = run.result(worker, 1);
    } finally {
      command.descendants().forEach(ProcessHandle::destroyForcibly);
      command.destroyForcibly().waitFor();
    }

    // then
    assertThat(result).isInstanceOf(StepResult.Unknown.class);
    assertThat(result.toString()).contains("may still run");
    assertThat(release).exists();
  }

  @Test
  void failsBeforeAnyChangeWhenARequiredFileIsMissing() throws Exception {
    // given
    Definition definition =
        rig.definition().platform(List.of("a.cnf", "b/c.env"), List.of(), PORTS, "true");
    RunOfSteps run = fetched(1, definition);

    // when
    Failure failure = failure(run);

    // then
    assertThat(failure.why()).contains("a.cnf", "b/c.env");
    assertThat(failure.next()).contains(rig.root() + "/shared");
    assertThat(rig.root()).isEmptyDirectory();
  }

  @Test
  void removesTheReleaseWhenACommandFailsAndShowsItsOutput() throws Exception {
    // given
    RunOfSteps run =
        fetched(1, rig.definition().build(command("echo compiling; echo broken >&2; exit 3")));

    // when
    Failure failure = failure(run);

    // then
    assertThat(failure.why()).contains("status 3");
    assertThat(failure.evidence()).contains("broken");
    assertThat(rig.root().resolve("releases/r1")).doesNotExist();
  }

  @Test
  void failsWhenACommandDoesNotProduceWhatItShould() throws Exception {
    // given
    RunOfSteps run =
        fetched(
            1, rig.definition().build(new BuildCommand("true", ".", Optional.of("dist/app.js"))));

    // when
    Failure failure = failure(run);

    // then
    assertThat(failure.why()).contains("dist/app.js");
    assertThat(rig.root().resolve("releases/r1")).doesNotExist();
  }

  @Test
  void buildsOnceHoweverOftenItIsAsked() throws Exception {
    // given
    RunOfSteps run = fetched(1, rig.definition().build(command("echo x >> ../../count")));
    run.perform(worker);

    // when
    run.perform(worker, 2);

    // then
    assertThat(rig.root().resolve("count")).hasContent("x");
  }

  @Test
  void buildsAnewInAWorkspaceThatWasRemovedMeanwhile() throws Exception {
    // given
    RunOfSteps run = fetched(1, rig.definition().build(command("echo x > built.txt")));
    run.perform(worker);
    remove(rig.root().resolve("releases/r1"));

    // when
    run.perform(worker);

    // then
    assertThat(rig.root().resolve("releases/r1/built.txt")).hasContent("x");
  }

  @Test
  void goesOnInTheWorkspaceThatAKilledWorkerLeft() throws Exception {
    // given
    RunOfSteps run = fetched(1, rig.definition().build(command("echo x >> ../../count")));
    run.perform(worker);
    Files.delete(rig.root().resolve("releases/r1/.slipway-artifact.json"));

    // when
    run.perform(worker);

    // then
    assertThat(rig.root().resolve("count")).hasContent("x");
  }

  @Test
  void goesOnInTheWorkspaceThatAnAttemptLostSightOf() throws Exception {
    // given
    RunOfSteps run = fetched(1, rig.definition().build(command("echo x >> ../../count")));
    Path listing = holdTheListing();
    failWhenCut(run, listing, 1);

    // when
    run.perform(worker, 2);

    // then
    assertThat(rig.root().resolve("count")).hasContent("x");
  }

  @Test
  void leavesNothingBehindWhenTheLastAttemptHasFailed() throws Exception {
    // given
    RunOfSteps run = fetched(1, rig.definition());
    Path listing = holdTheListing();
    int last = 1 + StepCatalogue.shipped().get(StepCatalogue.BUILD).retries();

    // when
    failWhenCut(run, listing, last);

    // then
    assertThat(rig.root().resolve("releases/r1")).doesNotExist();
  }

  @Test
  void leavesTheWorkspaceToACommandThatMayStillRun() throws Exception {
    // given
    rig.install(
        "grep",
        "case $* in *SLIPWAY_JOB=*) echo /proc/99999999/environ;; *) exec /usr/bin/grep \"$@\";;"
            + " esac\n");
    RunOfSteps run = fetched(1, rig.definition().build(command("sleep 300")));
    run.cancelWhenNoted("$ sleep 300");

    // when
    Throwable seen = catchThrowable(() -> run.perform(worker));

    // then
    assertThat(seen).hasMessageContaining("Unknown").hasMessageContaining("it may still run");
    assertThat(rig.root().resolve("releases/r1/app.txt")).exists();
  }

  @Test
  void leavesNoArchiveBehindThatCouldNotBeUnpacked() throws Exception {
    // given
    rig.install("tar", "echo 'No space left on device' >&2; exit 2\n");
    RunOfSteps run = fetched(1, rig.definition());

    // when
    Failure failure = failure(run);

    // then
    assertThat(failure.evidence()).contains("No space left");
    assertThat(rig.root().resolve(".slipway/r1.tar.gz")).doesNotExist();
  }

  @Test
  void discardsWhatItBuilt() throws Exception {
    // given
    RunOfSteps run = fetched(1, rig.definition().build(command("mkdir d; chmod a-w d")));
    run.perform(worker);

    // when
    run.perform(new DiscardArtifactWorker(rig.hosts()));
    run.perform(new DiscardArtifactWorker(rig.hosts()), 2);

    // then
    assertThat(rig.root().resolve("releases/r1")).doesNotExist();
  }

  @Test
  void acceptsAnEarlierReleaseThatOnlyGrew() throws Exception {
    // given
    ArtifactBuilt built = built(1);
    Files.writeString(rig.root().resolve("releases/r1/cache.tmp"), "written while it ran");
    RunOfSteps rollback = rollbackTo(facts(built));

    // when
    rollback.perform(new CheckArtifactWorker(rig.hosts()));

    // then
    assertThat(rollback.effect(ArtifactChecked.class).digest()).isEqualTo(built.digest());
  }

  @Test
  void refusesAnAlteredReleaseAndNamesWhatWasAltered() throws Exception {
    // given
    ArtifactBuilt built = built(1);
    built(2);
    Files.writeString(rig.root().resolve("releases/r1/app.txt"), "tampered");
    RunOfSteps rollback = rollbackTo(facts(built));

    // when
    Failure failure = refusal(rollback);

    // then
    assertThat(failure.why()).contains("app.txt");
    assertThat(failure.next()).contains("r2");
  }

  @Test
  void refusesAReleaseThatIsGoneAndListsTheOthers() throws Exception {
    // given
    built(2);
    RunOfSteps rollback =
        rollbackTo(new ReleaseFacts("r1", "0".repeat(40), "sha256:" + "0".repeat(64), null));

    // when
    Failure failure = refusal(rollback);

    // then
    assertThat(failure.why()).contains("not on the host");
    assertThat(failure.next()).contains("r2");
  }

  private ArtifactBuilt built(long number) throws Exception {
    RunOfSteps run = fetched(number, rig.definition());
    run.perform(worker);
    return run.effect(ArtifactBuilt.class);
  }

  private RunOfSteps fetched(long number, Definition definition) throws Exception {
    RunOfSteps run = rig.release(number, "main", definition, null);
    run.perform(new FetchWorker(rig.mirrors()));
    return run;
  }

  private RunOfSteps rollbackTo(ReleaseFacts target) {
    return rig.run(9, "rollback", target.id(), rig.definition(), target, null, List.of());
  }

  private Failure failure(RunOfSteps run) {
    return catchThrowableOfType(StepFailedException.class, () -> run.perform(worker)).failure();
  }

  private Failure refusal(RunOfSteps run) {
    return catchThrowableOfType(
            StepFailedException.class, () -> run.perform(new CheckArtifactWorker(rig.hosts())))
        .failure();
  }

  private static ReleaseFacts facts(ArtifactBuilt built) {
    return new ReleaseFacts(built.release(), built.commit(), built.digest(), null);
  }

  /** Makes the first listing of what was built wait as long as the returned file is there. */
  private Path holdTheListing() throws IOException {
    Path listing = rig.root().resolve("listing");
    Path held = rig.root().resolve("held");
    rig.install(
        "du",
        "if [ ! -e '%1$s' ]; then touch '%1$s' '%2$s'; while [ -e '%2$s' ]; do sleep 0.1; done; fi\n"
                .formatted(held, listing)
            + "exec /usr/bin/du \"$@\"\n");
    return listing;
  }

  private void failWhenCut(RunOfSteps run, Path listing, int attempt) throws Exception {
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<Throwable> failing =
          thread.submit(() -> catchThrowable(() -> run.perform(worker, attempt)));
      while (!Files.exists(listing) && !failing.isDone()) {
        Thread.onSpinWait();
      }
      rig.cut();
      assertThat(failing.get()).isInstanceOf(StepFailedException.class);
    } finally {
      Files.deleteIfExists(listing);
    }
  }

  private static void remove(Path tree) throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static BuildCommand command(String run) {
    return new BuildCommand(run, ".", Optional.empty());
  }
}
