package dev.slipway.workers.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.processes.definition.BuildCommand;
import dev.slipway.workers.git.FetchWorker;
import dev.slipway.workers.rig.Definition;
import dev.slipway.workers.rig.Rig;
import dev.slipway.workers.rig.RunOfSteps;
import dev.slipway.workers.step.RunFacts.ReleaseFacts;
import dev.slipway.workers.step.Secret;
import dev.slipway.workers.step.StepFailedException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PlanBuilderTest {

  @TempDir Path directory;
  private Rig rig;
  private PlanBuilder plans;

  @BeforeEach
  void start() throws Exception {
    rig = new Rig(directory);
    plans = new PlanBuilder(rig.mirrors());
  }

  @AfterEach
  void stop() throws Exception {
    rig.close();
  }

  @Test
  void showsTheCommitsFilesAndCommandsThatCome() throws Exception {
    // given
    String first = rig.repository().commit("First", "a.txt", "a", "gone.txt", "x");
    java.nio.file.Files.delete(rig.repository().directory().resolve("gone.txt"));
    String second = rig.repository().commit("Second", "a.txt", "b", "new.txt", "n");
    Definition definition =
        rig.definition()
            .build(new BuildCommand("make all", "frontend", Optional.empty()))
            .migrate("./migrate");

    // when
    Plan plan = preview(definition, "main", first);

    // then
    assertThat(plan.direction()).isEqualTo("forward");
    assertThat(plan.commits()).extracting(Plan.PlannedCommit::hash).containsExactly(second);
    assertThat(plan.files())
        .containsExactly(
            new Plan.PlannedFile("a.txt", "modified"),
            new Plan.PlannedFile("gone.txt", "deleted"),
            new Plan.PlannedFile("new.txt", "added"));
    assertThat(plan.commands()).containsExactly("frontend: make all", "./migrate");
    assertThat(plan.migration()).isEqualTo(new Plan.PlannedMigration("./migrate", "keep"));
    assertThat(plan.downtime()).isNull();
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void warnsThatGoingBackUndoesCommits() throws Exception {
    // given
    rig.repository().commit("First", "a.txt", "a");
    rig.repository().git("tag", "v1");
    String second = rig.repository().commit("Second", "a.txt", "b");

    // when
    Plan plan = preview(rig.definition(), "v1", second);

    // then
    assertThat(plan.direction()).isEqualTo("backward");
    assertThat(plan.commits()).extracting(Plan.PlannedCommit::hash).containsExactly(second);
    assertThat(plan.warnings()).singleElement().asString().contains("1 commit");
  }

  @Test
  void warnsThatAnotherHistoryServes() throws Exception {
    // given
    rig.repository().commit("First", "a.txt", "a");
    rig.repository().git("checkout", "--quiet", "-b", "side");
    String side = rig.repository().commit("Side", "b.txt", "b");
    rig.repository().git("checkout", "--quiet", "main");
    rig.repository().commit("Second", "a.txt", "b");

    // when
    Plan plan = preview(rig.definition(), "main", side);

    // then
    assertThat(plan.direction()).isEqualTo("sideways");
    assertThat(plan.warnings()).hasSize(1);
  }

  @Test
  void listsEveryFileOfAFirstRelease() throws Exception {
    // given
    rig.repository().commit("First", "a.txt", "a");

    // when
    Plan plan =
        plans.preview(
            rig.definition().application(),
            rig.definition().environment(),
            "main",
            Optional.empty(),
            reference -> new Secret(reference.name(), ""));

    // then
    assertThat(plan.direction()).isEqualTo("first");
    assertThat(plan.previousCommit()).isNull();
    assertThat(plan.files()).containsExactly(new Plan.PlannedFile("a.txt", "added"));
  }

  @Test
  void cutsOffALongList() throws Exception {
    // given
    String first = rig.repository().commit("First", "a.txt", "a");
    String[] files = new String[1020];
    for (int i = 0; i < files.length; i += 2) {
      files[i] = "f" + i;
      files[i + 1] = "x";
    }
    rig.repository().commit("Many", files);

    // when
    Plan plan = preview(rig.definition(), "main", first);

    // then
    assertThat(plan.files()).hasSize(500);
    assertThat(plan.filesTruncated()).isTrue();
    assertThat(plan.commitsTruncated()).isFalse();
  }

  @Test
  void keepsItsDigestAsLongAsTheRunWouldDoTheSame() throws Exception {
    // given
    String first = rig.repository().commit("First", "a.txt", "a");
    rig.repository().commit("Second", "a.txt", "b");
    Plan plan = preview(rig.definition(), "main", first);

    // when
    Plan again = preview(rig.definition(), "main", first);
    Plan otherCommand = preview(rig.definition().migrate("./migrate"), "main", first);

    // then
    assertThat(again.digest()).isEqualTo(plan.digest()).startsWith("sha256:");
    assertThat(otherCommand.digest()).isNotEqualTo(plan.digest());
  }

  @Test
  void tellsWhenAnotherReleaseWentLiveMeanwhile() throws Exception {
    // given
    String first = rig.repository().commit("First", "a.txt", "a");
    String second = rig.repository().commit("Second", "a.txt", "b");
    rig.repository().commit("Third", "a.txt", "c");
    RunOfSteps planned = rig.release(2, "main", rig.definition(), serving(first));
    planned.perform(new FetchWorker(rig.mirrors()));
    planned.perform(new PlanWorker(plans));
    RunOfSteps later = rig.release(2, "main", rig.definition(), serving(second));
    later.perform(new FetchWorker(rig.mirrors()));
    later.proven(planned.effect(Planned.class));

    // when
    planned.perform(new ConfirmPlanWorker(plans));
    later.perform(new ConfirmPlanWorker(plans));

    // then
    assertThat(planned.effect(PlanConfirmed.class).changed()).isFalse();
    assertThat(later.effect(PlanConfirmed.class).changed()).isTrue();
  }

  @Test
  void comparesWithThePlanThatWasAgreedToLast() throws Exception {
    // given
    String first = rig.repository().commit("First", "a.txt", "a");
    String second = rig.repository().commit("Second", "a.txt", "b");
    rig.repository().commit("Third", "a.txt", "c");
    RunOfSteps run = rig.release(2, "main", rig.definition(), serving(first));
    run.perform(new FetchWorker(rig.mirrors()));
    RunOfSteps changed = rig.release(2, "main", rig.definition(), serving(second));
    changed.perform(new FetchWorker(rig.mirrors()));
    changed.perform(new PlanWorker(plans));
    Plan other = changed.effect(Planned.class).plan();

    // when
    run.proven(new PlanConfirmed(other.digest(), true, other));
    run.perform(new PlanWorker(plans));
    run.perform(new ConfirmPlanWorker(plans));

    // then
    assertThat(run.effect(PlanConfirmed.class).changed()).isFalse();
  }

  @Test
  void refusesARefThatLooksLikeAnOption() {
    // given
    String ref = "--upload-pack=x";

    // when
    StepFailedException failed =
        catchThrowableOfType(
            StepFailedException.class, () -> preview(rig.definition(), ref, "0".repeat(40)));

    // then
    assertThat(failed.failure().why()).contains("option");
  }

  private Plan preview(Definition definition, String ref, String serving) throws Exception {
    return plans.preview(
        definition.application(),
        definition.environment(),
        ref,
        Optional.of(serving),
        reference -> new Secret(reference.name(), ""));
  }

  private static ReleaseFacts serving(String commit) {
    return new ReleaseFacts("r1", commit, "sha256:0", "blue");
  }
}
