package dev.slipway.engine.flow;

import static dev.slipway.processes.catalogue.StepCatalogue.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.lease.LeaseTaken;
import dev.slipway.engine.release.RunStarts;
import dev.slipway.engine.run.Outcome;
import dev.slipway.engine.run.Run;
import dev.slipway.engine.run.RunStatus;
import dev.slipway.engine.run.Runs;
import dev.slipway.engine.step.Step;
import dev.slipway.engine.step.StepState;
import dev.slipway.engine.step.Steps;
import dev.slipway.engine.step.WorkSources;
import dev.slipway.engine.task.Cancellation;
import dev.slipway.workers.build.ArtifactBuilt;
import dev.slipway.workers.git.CommitFetched;
import dev.slipway.workers.plan.Plan;
import dev.slipway.workers.plan.PlanConfirmed;
import dev.slipway.workers.plan.Planned;
import dev.slipway.workers.router.Swapped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest
class ReleaseFlowTest {

  private static final String COMMIT = "1a2b3c4d5e6f1a2b3c4d5e6f1a2b3c4d5e6f1a2b";

  @TempDir static Path directory;

  @Autowired RunStarts starts;
  @Autowired Runs runs;
  @Autowired WorkSources sources;
  @Autowired Cancellation cancellation;
  @Autowired Steps steps;

  HandWorker worker;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws IOException {
    Path applications = Files.createDirectories(directory.resolve("applications"));
    Files.writeString(applications.resolve("harbour.yaml"), TestApplication.YAML);
    registry.add("slipway.data.directory", () -> directory.resolve("data"));
    registry.add("slipway.applications.directory", () -> applications);
    registry.add("slipway.worker.concurrency", () -> 0);
  }

  @BeforeEach
  void employ() {
    worker = new HandWorker(sources.of("by hand"));
  }

  @Test
  void aReleaseGoesThroughEveryStepAndIsLive() throws Exception {
    // given
    Run run = starts.release("harbour", "staging", "main", "rosa");

    // when
    prepare();
    worker.done(START_CANDIDATE, null);
    worker.done(CHECK_HEALTH, null);
    worker.done(SWAP, new Swapped(null, "blue", 40, 0, 0, Instant.EPOCH));
    worker.done(VERIFY, null);
    worker.done(BAKE, null);
    worker.done(PRUNE, null);
    worker.done(NOTIFY, null);
    worker.done(GIVE_BACK_LEASE, null);

    // then
    worker.expectNothing();
    assertThat(runs.get(run.number()).outcome()).isEqualTo(Outcome.LIVE);
  }

  @Test
  void aFailedStepUndoesWhatWasProvenNewestFirstOneAtATime() throws Exception {
    // given
    Run run = starts.release("harbour", "staging", "main", "rosa");
    prepare();
    worker.done(START_CANDIDATE, null);
    worker.done(CHECK_HEALTH, null);
    worker.done(SWAP, new Swapped(null, "blue", 40, 0, 0, Instant.EPOCH));

    // when
    worker.fails(VERIFY);

    // then
    assertThat(runs.get(run.number()).status()).isEqualTo(RunStatus.HAULING_BACK);
    worker.done(SWAP_BACK, null);
    worker.done(STOP_CANDIDATE, null);
    worker.done(GIVE_BACK_LEASE, null);
    worker.done(DISCARD_ARTIFACT, null);
    worker.done(NOTIFY, null);
    worker.expectNothing();
    assertThat(runs.get(run.number()).outcome()).isEqualTo(Outcome.RESTORED);
  }

  @Test
  void aCancelledRunGoesTheWayBackWithoutCancellingItsSteps() throws Exception {
    // given
    Run run = starts.release("harbour", "staging", "main", "rosa");
    prepare();
    worker.done(START_CANDIDATE, null);

    // when
    cancellation.cancel(run.number(), "rosa", "the wrong version");

    // then
    worker.done(STOP_CANDIDATE, null);
    worker.done(GIVE_BACK_LEASE, null);
    worker.done(DISCARD_ARTIFACT, null);
    worker.done(NOTIFY, null);
    worker.expectNothing();
    assertThat(runs.get(run.number()).outcome()).isEqualTo(Outcome.CANCELLED);
    assertThat(steps.of(run.number()))
        .filteredOn(step -> step.topic().equals(NOTIFY))
        .extracting(Step::state)
        .containsExactly(StepState.DONE);
  }

  private void prepare() throws Exception {
    worker.done(FETCH, new CommitFetched(COMMIT, "Paint the hull", "Rosa", Instant.EPOCH));
    worker.done(BUILD, new ArtifactBuilt("r1", COMMIT, "sha256:00", "/srv/harbour", 1));
    worker.done(PLAN, new Planned(plan(), false));
    worker.done(TAKE_LEASE, new LeaseTaken(1));
    worker.done(CONFIRM_PLAN, new PlanConfirmed("sha256:11", false, plan()));
  }

  private static Plan plan() {
    return new Plan(
        "sha256:11",
        "main",
        COMMIT,
        null,
        List.of(),
        false,
        List.of(),
        false,
        "first",
        List.of(),
        List.of(),
        null,
        null,
        List.of());
  }
}
