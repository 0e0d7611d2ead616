package dev.slipway.workers.plan;

import dev.slipway.workers.git.Commit;
import dev.slipway.workers.git.Excerpt;
import dev.slipway.workers.git.FileChange;
import dev.slipway.workers.git.GitMirror;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.util.List;
import java.util.Optional;

/**
 * How the commit that will serve differs from the one that does.
 *
 * @param direction as in {@link Plan}
 * @param undone how many commits that serve now will not serve any more
 */
record Differences(
    String direction, Excerpt<Commit> commits, Excerpt<FileChange> files, int undone) {

  private static final int MOST_COMMITS = 200;
  private static final int MOST_FILES = 500;

  static Differences between(GitMirror mirror, Optional<String> previous, String next)
      throws StepFailedException, StepStoppedException, InterruptedException {
    if (previous.isEmpty()) {
      Excerpt<String> paths = mirror.files(next, MOST_FILES);
      return new Differences(
          "first",
          mirror.history(next, MOST_COMMITS),
          new Excerpt<>(
              paths.entries().stream().map(path -> new FileChange(path, "added")).toList(),
              paths.truncated()),
          0);
    }
    String from = previous.get();
    if (from.equals(next)) {
      return new Differences(
          "same", new Excerpt<>(List.of(), false), new Excerpt<>(List.of(), false), 0);
    }
    Excerpt<FileChange> files = mirror.changes(from, next, MOST_FILES);
    if (mirror.isAncestor(from, next)) {
      return new Differences("forward", mirror.log(from, next, MOST_COMMITS), files, 0);
    }
    int undone = mirror.count(next, from);
    if (mirror.isAncestor(next, from)) {
      return new Differences("backward", mirror.log(next, from, MOST_COMMITS), files, undone);
    }
    return new Differences("sideways", mirror.log(from, next, MOST_COMMITS), files, undone);
  }
}
