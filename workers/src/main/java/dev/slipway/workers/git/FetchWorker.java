package dev.slipway.workers.git;

import dev.slipway.processes.catalogue.StepCatalogue;
import dev.slipway.processes.catalogue.Topic;
import dev.slipway.processes.definition.GitRef;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepResult;
import dev.slipway.workers.step.StepStoppedException;
import dev.slipway.workers.step.StepWorker;

/** Brings the mirror up to date and finds the one commit that the run releases. */
public final class FetchWorker implements StepWorker {

  private final GitMirrors mirrors;

  public FetchWorker(GitMirrors mirrors) {
    this.mirrors = mirrors;
  }

  @Override
  public Topic topic() {
    return StepCatalogue.FETCH;
  }

  @Override
  public StepResult perform(StepContext step)
      throws StepFailedException, StepStoppedException, InterruptedException {
    GitRef ref = Refs.read(step.run().ref());
    GitMirror mirror = mirrors.of(step.application(), step::secret, step::checkStop);
    step.progress("Fetching");
    mirror.update();
    Commit commit = mirror.resolve(ref);
    step.log().note(ref + " is " + commit.hash() + " by " + commit.author() + ", " + commit.at());
    if (mirror.files(commit.hash(), Integer.MAX_VALUE).entries().contains(".gitmodules")) {
      step.log().note("The commit has submodules; their files are not part of the artifact");
    }
    return StepResult.done(
        ref + " is " + commit.hash().substring(0, 10) + " " + commit.subject(),
        new CommitFetched(commit.hash(), commit.subject(), commit.author(), commit.at()));
  }
}
