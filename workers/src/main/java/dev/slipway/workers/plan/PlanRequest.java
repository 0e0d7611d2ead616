package dev.slipway.workers.plan;

import dev.slipway.processes.definition.Application;
import dev.slipway.processes.definition.Environment;
import dev.slipway.workers.git.CommitFetched;
import dev.slipway.workers.step.RunFacts;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import java.util.Optional;

/**
 * What a plan is wanted for.
 *
 * @param ref what was asked for
 * @param commit the full hash of the commit that will serve
 * @param artifact the digest of an artifact that is there already: a rollback builds nothing
 * @param previousCommit the commit that serves now
 */
public record PlanRequest(
    Application application,
    Environment environment,
    String ref,
    String commit,
    Optional<String> artifact,
    Optional<String> previousCommit) {

  static PlanRequest of(StepContext step) throws StepFailedException {
    RunFacts run = step.run();
    Optional<String> previous =
        Optional.ofNullable(run.serving()).map(RunFacts.ReleaseFacts::commit);
    RunFacts.ReleaseFacts target = run.target();
    if (run.kind().equals("rollback") && target != null) {
      return new PlanRequest(
          step.application(),
          step.environment(),
          run.ref(),
          target.commit(),
          Optional.of(target.artifact()),
          previous);
    }
    return new PlanRequest(
        step.application(),
        step.environment(),
        run.ref(),
        step.requireEffect(CommitFetched.class).commit(),
        Optional.empty(),
        previous);
  }
}
