package dev.slipway.workers.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.processes.definition.Colour;
import dev.slipway.workers.host.TargetHost;
import dev.slipway.workers.rig.Definition;
import dev.slipway.workers.rig.RealHaproxy;
import dev.slipway.workers.rig.Rig;
import dev.slipway.workers.rig.RunOfSteps;
import dev.slipway.workers.ssh.RemoteCommand;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.RunFacts.ReleaseFacts;
import dev.slipway.workers.step.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReconcileWorkerTest {

  private static final String COMMIT = "1a".repeat(20);

  @TempDir Path directory;
  private Rig rig;
  private RealHaproxy router;
  private Definition definition;
  private ReconcileWorker worker;

  @BeforeEach
  void start() throws Exception {
    rig = new Rig(directory);
    router = new RealHaproxy(directory);
    definition =
        rig.definition()
            .router(router.socket())
            .platform(
                List.of(),
                List.of(),
                Map.of(Colour.BLUE, router.blue(), Colour.GREEN, router.green()),
                "true");
    worker = new ReconcileWorker(rig.hosts());
  }

  @AfterEach
  void stop() throws Exception {
    router.close();
    rig.close();
  }

  @Test
  void goesOnWhereNothingWasEverReleased() throws Exception {
    // when
    StepResult.Done done = rig.release(1, "main", definition, null).perform(worker);

    // then
    assertThat(done.summary()).contains("nothing serves");
  }

  @Test
  void goesOnWhenWhatServesIsWhatTheHistorySays() throws Exception {
    // given
    ReleaseFacts serving = serves(Colour.GREEN, "r7");
    RunOfSteps run = rig.release(8, "main", definition, serving);

    // when
    run.perform(worker);

    // then
    assertThat(run.effect(Reconciled.class)).isEqualTo(new Reconciled(serving, false, 8));
  }

  @Test
  void tellsWhatIsSeenWhenTheOtherColourServes() throws Exception {
    // given
    ReleaseFacts history = new ReleaseFacts("r6", COMMIT, "sha256:06", "blue");
    serves(Colour.GREEN, "r7");

    // when
    Failure seen = contradiction(rig.release(8, "main", definition, history));

    // then
    assertThat(seen.why())
        .contains("green serves with release r7", "the history says blue serves with release r6");
    assertThat(seen.evidence()).contains("its slot links to r7", "highest fencing token");
  }

  @Test
  void tellsWhenTheRightColourRunsAnotherRelease() throws Exception {
    // given
    serves(Colour.GREEN, "r7");
    ReleaseFacts history = new ReleaseFacts("r6", COMMIT, "sha256:06", "green");

    // then
    assertThat(contradiction(rig.release(8, "main", definition, history)).why())
        .contains("green serves with release r7");
  }

  @Test
  void tellsWhenASwapWasLeftHalfWay() throws Exception {
    // given
    ReleaseFacts history = serves(Colour.BLUE, "r6");
    link(Colour.GREEN, "r7");
    router.set(Colour.GREEN, "ready");

    // when
    Failure seen = contradiction(rig.release(8, "main", definition, history));

    // then
    assertThat(seen.why()).contains("both colours get requests");
    assertThat(seen.next()).contains("cannot be accepted");
  }

  @Test
  void tellsWhenNothingServesAnyMore() throws Exception {
    // given
    ReleaseFacts history = serves(Colour.BLUE, "r6");
    router.set(Colour.BLUE, "maint");

    // then
    assertThat(contradiction(rig.release(8, "main", definition, history)).why())
        .contains("nothing serves; the history says blue");
  }

  @Test
  void takesWhatAPersonHasAccepted() throws Exception {
    // given
    ReleaseFacts history = new ReleaseFacts("r6", COMMIT, "sha256:06", "blue");
    ReleaseFacts seen = serves(Colour.GREEN, "r7");
    String accepted = contradiction(rig.release(8, "main", definition, history)).why();
    RunOfSteps run = rig.accepting(8, definition, history, accepted);

    // when
    run.perform(worker, 2);

    // then
    assertThat(run.effect(Reconciled.class)).isEqualTo(new Reconciled(seen, true, 8));
  }

  @Test
  void asksAgainWhenSomethingElseIsSeenThanWasAccepted() throws Exception {
    // given
    ReleaseFacts history = new ReleaseFacts("r6", COMMIT, "sha256:06", "blue");
    serves(Colour.GREEN, "r7");
    String accepted = contradiction(rig.release(8, "main", definition, history)).why();
    link(Colour.GREEN, "r9");

    // when
    StepResult result = rig.accepting(8, definition, history, accepted).result(worker, 2);

    // then
    assertThat(result).isInstanceOf(StepResult.Unknown.class);
  }

  @Test
  void shutsOutWhoHeldTheLeaseBefore() throws Exception {
    // given
    RunOfSteps dead = rig.release(7, "main", definition, null);
    dead.perform(worker);

    // when
    rig.release(8, "main", definition, null).perform(worker);

    // then
    assertThatThrownBy(() -> dead.perform(new Touch()))
        .hasMessageContaining("A newer run holds the lease");
  }

  @Test
  void tellsWhenOthersWereThereUnderAGreaterToken() throws Exception {
    // given
    rig.release(12, "main", definition, null).perform(worker);

    // when
    Failure seen = contradiction(rig.release(5, "main", definition, null));

    // then
    assertThat(seen.why()).contains("under token 12", "under 5");
  }

  private Failure contradiction(RunOfSteps run) throws Exception {
    StepResult result = run.result(worker, 1);
    assertThat(result).isInstanceOf(StepResult.Unknown.class);
    return ((StepResult.Unknown) result).seen();
  }

  /** As a release leaves the host behind. */
  private ReleaseFacts serves(Colour colour, String release) throws IOException {
    link(colour, release);
    router.set(colour, "ready");
    router.set(colour.other(), "maint");
    return new ReleaseFacts(release, COMMIT, "sha256:" + release, colour.toString());
  }

  private void link(Colour colour, String release) throws IOException {
    Path built = Files.createDirectories(rig.root().resolve("releases").resolve(release));
    Files.writeString(
        built.resolve(".slipway-artifact.json"),
        "{\"release\":\"%s\",\"commit\":\"%s\",\"digest\":\"sha256:%s\",\"builtAt\":\"%s\",\"bytes\":1}"
            .formatted(release, COMMIT, release, Instant.EPOCH));
    Path slot = Files.createDirectories(rig.root().resolve("slots")).resolve(colour.toString());
    Files.deleteIfExists(slot);
    Files.createSymbolicLink(slot, built);
  }

  /** Changes something on the host. */
  private final class Touch implements dev.slipway.workers.step.StepWorker {

    @Override
    public dev.slipway.processes.catalogue.Topic topic() {
      return dev.slipway.processes.catalogue.StepCatalogue.PRUNE;
    }

    @Override
    public StepResult perform(dev.slipway.workers.step.StepContext step)
        throws dev.slipway.workers.step.StepFailedException,
            dev.slipway.workers.step.StepStoppedException,
            InterruptedException {
      TargetHost.reach(rig.hosts(), step).require("Touch", RemoteCommand.of("true"));
      return StepResult.done("touched");
    }
  }
}
