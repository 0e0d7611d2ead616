package dev.slipway.workers.plan;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run will do.
 *
 * @param digest {@code sha256:…} over everything that somebody agrees to; the same as long as the
 *     run would do the same
 * @param ref what was asked for
 * @param commit the full hash of the commit that will serve
 * @param previousCommit the commit that serves now, or null if nothing does
 * @param commits what comes, newest first; going back, what is undone
 * @param commitsTruncated whether there are more
 * @param files what differs from the commit that serves
 * @param filesTruncated whether there are more
 * @param direction {@code first}, {@code forward}, {@code backward}, {@code sideways} or {@code
 *     same}
 * @param commands the commands of the build and of the migration, in order
 * @param steps the steps to come, in words
 * @param migration what happens to the data, or null if nothing does
 * @param downtime how long and why the application will be away, or null if it will not
 * @param warnings what to look at before agreeing
 */
public record Plan(
    String digest,
    String ref,
    String commit,
    @Nullable String previousCommit,
    List<PlannedCommit> commits,
    boolean commitsTruncated,
    List<PlannedFile> files,
    boolean filesTruncated,
    String direction,
    List<String> commands,
    List<String> steps,
    @Nullable PlannedMigration migration,
    @Nullable String downtime,
    List<String> warnings) {

  public Plan {
    commits = List.copyOf(commits);
    files = List.copyOf(files);
    commands = List.copyOf(commands);
    steps = List.copyOf(steps);
    warnings = List.copyOf(warnings);
  }

  /**
   * A commit.
   *
   * @param hash its full hash
   */
  public record PlannedCommit(String hash, String author, Instant at, String subject) {}

  /**
   * A file.
   *
   * @param change {@code added}, {@code modified} or {@code deleted}
   */
  public record PlannedFile(String path, String change) {}

  /**
   * A change of the data.
   *
   * @param run the command
   * @param undo what a failing run does about it, such as {@code keep}
   */
  public record PlannedMigration(String run, String undo) {}
}
