package dev.slipway.workers.plan;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.processes.definition.Application;
import dev.slipway.processes.definition.BuildCommand;
import dev.slipway.processes.definition.Environment;
import dev.slipway.processes.definition.GitRef;
import dev.slipway.processes.definition.Migration;
import dev.slipway.workers.git.Commit;
import dev.slipway.workers.git.GitMirror;
import dev.slipway.workers.git.GitMirrors;
import dev.slipway.workers.git.Refs;
import dev.slipway.workers.git.SecretLookup;
import dev.slipway.workers.git.StopSign;
import dev.slipway.workers.plan.Plan.PlannedCommit;
import dev.slipway.workers.plan.Plan.PlannedFile;
import dev.slipway.workers.plan.Plan.PlannedMigration;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Computes plans. Changes nothing but the mirror of the repository. */
public final class PlanBuilder {

  private final GitMirrors mirrors;
  private final StepCatalogue catalogue = StepCatalogue.shipped();

  public PlanBuilder(GitMirrors mirrors) {
    this.mirrors = mirrors;
  }

  /**
   * The plan of a release that nobody has started yet.
   *
   * @param ref a branch, a tag or a commit
   * @param previousCommit the commit that serves now
   * @throws StepFailedException if the ref is refused or the repository cannot be reached
   */
  public Plan preview(
      Application application,
      Environment environment,
      String ref,
      Optional<String> previousCommit,
      SecretLookup secrets)
      throws StepFailedException, StepStoppedException, InterruptedException {
    GitRef asked = Refs.read(ref);
    GitMirror mirror = mirrors.of(application, secrets, StopSign.NEVER);
    mirror.update();
    Commit commit = mirror.resolve(asked);
    return build(
        new PlanRequest(
            application, environment, ref, commit.hash(), Optional.empty(), previousCommit),
        secrets,
        StopSign.NEVER);
  }

  /** The plan of a run. */
  public Plan build(PlanRequest request, SecretLookup secrets, StopSign stop)
      throws StepFailedException, StepStoppedException, InterruptedException {
    GitMirror mirror = mirrors.of(request.application(), secrets, stop);
    List<String> warnings = new ArrayList<>();
    Optional<String> previous = request.previousCommit();
    boolean known = mirror.holds(request.commit());
    if (!known || (previous.isPresent() && !mirror.holds(previous.get()))) {
      mirror.update();
    }
    if (previous.isPresent() && !mirror.holds(previous.get())) {
      warnings.add(
          "The repository does not have the commit that serves now, "
              + shortened(previous.get())
              + ", any more; the plan shows the whole history");
    }
    Differences differences =
        Differences.between(
            mirror,
            previous.isPresent() && mirror.holds(previous.get()) ? previous : Optional.empty(),
            request.commit());
    warnings.addAll(warnings(differences));
    boolean builds = request.artifact().isEmpty();
    Optional<Migration> migration = builds ? request.environment().migration() : Optional.empty();
    List<String> commands = commands(request.environment(), builds, migration);
    @Nullable PlannedMigration data =
        migration
            .map(m -> new PlannedMigration(m.run(), m.undo().name().toLowerCase(Locale.ROOT)))
            .orElse(null);
    return new Plan(
        PlanDigest.of(request, commands, data),
        request.ref(),
        request.commit(),
        previous.orElse(null),
        differences.commits().entries().stream()
            .map(c -> new PlannedCommit(c.hash(), c.author(), c.at(), c.subject()))
            .toList(),
        differences.commits().truncated(),
        differences.files().entries().stream()
            .map(f -> new PlannedFile(f.path(), f.change()))
            .toList(),
        differences.files().truncated(),
        differences.direction(),
        commands,
        steps(builds, migration.isPresent()),
        data,
        null,
        warnings);
  }

  private static List<String> warnings(Differences differences) {
    int undone = differences.undone();
    String commits = undone == 1 ? "1 commit" : undone + " commits";
    return switch (differences.direction()) {
      case "same" -> List.of("This commit serves already; it is released again");
      case "backward" -> List.of("Going back: " + commits + " will not serve any more");
      case "sideways" ->
          List.of(
              "What serves now is not part of this history: "
                  + commits
                  + " will not serve any more");
      default -> List.of();
    };
  }

  private static List<String> commands(
      Environment environment, boolean builds, Optional<Migration> migration) {
    List<String> commands = new ArrayList<>();
    if (builds) {
      for (BuildCommand command : environment.build()) {
        commands.add(
            command.in().equals(".") ? command.run() : command.in() + ": " + command.run());
      }
    }
    migration.map(Migration::run).ifPresent(commands::add);
    return commands;
  }

  private List<String> steps(boolean builds, boolean migrates) {
    List<Topic> topics = new ArrayList<>();
    topics.addAll(
        builds
            ? List.of(StepCatalogue.FETCH, StepCatalogue.BUILD)
            : List.of(StepCatalogue.CHECK_ARTIFACT));
    topics.addAll(List.of(StepCatalogue.TAKE_LEASE, StepCatalogue.CONFIRM_PLAN));
    if (migrates) {
      topics.add(StepCatalogue.MIGRATE);
    }
    topics.addAll(
        List.of(
            StepCatalogue.START_CANDIDATE,
            StepCatalogue.CHECK_HEALTH,
            StepCatalogue.SWAP,
            StepCatalogue.VERIFY,
            StepCatalogue.BAKE,
            StepCatalogue.RETIRE,
            StepCatalogue.PRUNE,
            StepCatalogue.NOTIFY));
    return topics.stream().map(topic -> catalogue.get(topic).title()).toList();
  }

  private static String shortened(String commit) {
    return commit.substring(0, 10);
  }
}
