package dev.slipway.workers.git;

import dev.slipway.processes.definition.GitRef;
import dev.slipway.processes.definition.Source;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A bare copy of one application's repository. Commits, once fetched, stay: the mirror is never
 * garbage-collected, so that a release can always be explained.
 */
public final class GitMirror {

  private static final Duration FETCH_LIMIT = Duration.ofMinutes(4);
  private static final Duration READ_LIMIT = Duration.ofMinutes(1);

  private final Path directory;
  private final Source source;
  private final MirrorLock lock;
  private final SecretLookup secrets;
  private final StopSign stop;

  GitMirror(Path directory, Source source, MirrorLock lock, SecretLookup secrets, StopSign stop) {
    this.directory = directory;
    this.source = source;
    this.lock = lock;
    this.secrets = secrets;
    this.stop = stop;
  }

  /** Makes the mirror, or brings every branch and tag of it up to date. */
  public void update() throws StepFailedException, StepStoppedException, InterruptedException {
    String what = "Fetch from " + shownSource();
    try {
      Files.createDirectories(directory);
      lock.holding(
          () -> {
            if (!Files.exists(directory.resolve("HEAD"))) {
              git(Map.of(), READ_LIMIT).require(what, "init", "--bare", "--quiet");
            }
            try (SourceAccess access = SourceAccess.open(source, secrets)) {
              GitOutput fetched =
                  git(access.environment(), FETCH_LIMIT)
                      .run(
                          "fetch",
                          "--prune",
                          "--force",
                          "--no-tags",
                          "--no-write-fetch-head",
                          "--quiet",
                          "--",
                          source.git(),
                          "+refs/heads/*:refs/heads/*",
                          "+refs/tags/*:refs/tags/*");
              if (!fetched.ok()) {
                throw unreachable(what, fetched);
              }
            }
          });
    } catch (IOException e) {
      throw new StepFailedException(
          Failure.of(
              what,
              "the mirror " + directory + " cannot be written: " + e.getMessage(),
              "Check the rights and the free space of that directory"),
          e);
    }
  }

  /** Finds the one commit that a ref means now. */
  public Commit resolve(GitRef ref)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return log().show(new RefResolver(reading(), shownSource()).resolve(ref));
  }

  /** Whether the mirror has this commit. */
  public boolean holds(String commit)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return Files.exists(directory.resolve("HEAD"))
        && reading().run("cat-file", "-e", hash(commit) + "^{commit}").ok();
  }

  /** One commit, for people to read. */
  public Commit show(String commit)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return log().show(hash(commit));
  }

  /** The commits that lie in {@code to} and not in {@code from}, newest first. */
  public Excerpt<Commit> log(String from, String to, int most)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return log().list(hash(from) + ".." + hash(to), most);
  }

  /** The newest commits up to this one, newest first. */
  public Excerpt<Commit> history(String to, int most)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return log().list(hash(to), most);
  }

  /** How many commits lie in {@code to} and not in {@code from}. */
  public int count(String from, String to)
      throws StepFailedException, StepStoppedException, InterruptedException {
    String range = hash(from) + ".." + hash(to);
    return Integer.parseInt(
        reading().require("Count commits", "rev-list", "--count", range, "--").out().strip());
  }

  /** Whether one commit can be reached from another by going back. */
  public boolean isAncestor(String ancestor, String of)
      throws StepFailedException, StepStoppedException, InterruptedException {
    GitOutput answer = reading().run("merge-base", "--is-ancestor", hash(ancestor), hash(of));
    if (answer.status() > 1) {
      throw new StepFailedException(
          Failure.of(
                  "Compare two commits",
                  "git merge-base ended with status " + answer.status(),
                  "Fetch again; the previous commit may have left the repository")
              .withEvidence(answer.err()));
    }
    return answer.ok();
  }

  /** The files that differ between two commits, by path. */
  public Excerpt<FileChange> changes(String from, String to, int most)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return FileChanges.parse(
        reading()
            .require(
                "Compare two commits",
                "diff",
                "--name-status",
                "--no-renames",
                "--no-ext-diff",
                "--no-textconv",
                "-z",
                hash(from),
                hash(to),
                "--"),
        most);
  }

  /** Every file of a commit, by path. */
  public Excerpt<String> files(String commit, int most)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return FileChanges.paths(
        reading()
            .require(
                "List files", "ls-tree", "-r", "-z", "--name-only", "--full-tree", hash(commit)),
        most);
  }

  /** Writes the files of a commit as a tar archive. */
  public void archive(String commit, OutputStream sink)
      throws StepFailedException, StepStoppedException, InterruptedException {
    GitOutput output = reading().stream(sink, "archive", "--format=tar", hash(commit));
    if (!output.ok()) {
      throw new StepFailedException(
          Failure.of(
                  "Archive of commit " + commit,
                  "git archive ended with status " + output.status(),
                  "Fetch the commit again")
              .withEvidence(output.err()));
    }
  }

  /** The branches of the repository itself, asked for without fetching anything. */
  public List<String> remoteBranches()
      throws StepFailedException, StepStoppedException, InterruptedException {
    String what = "Ask " + shownSource() + " for its branches";
    try (SourceAccess access = SourceAccess.open(source, secrets)) {
      GitOutput answer =
          new GitCommand(Path.of("/"), access.environment(), READ_LIMIT, stop)
              .run("ls-remote", "--heads", "--quiet", "--", source.git());
      if (!answer.ok()) {
        throw unreachable(what, answer);
      }
      return answer
          .out()
          .lines()
          .filter(line -> line.contains("\trefs/heads/"))
          .map(line -> line.substring(line.indexOf("\trefs/heads/") + "\trefs/heads/".length()))
          .toList();
    } catch (IOException e) {
      throw new StepFailedException(
          Failure.of(what, "the key could not be laid down: " + e, "Check the temporary directory"),
          e);
    }
  }

  private GitLog log() {
    return new GitLog(reading());
  }

  private GitCommand reading() {
    return git(Map.of(), READ_LIMIT);
  }

  private GitCommand git(Map<String, String> environment, Duration limit) {
    return new GitCommand(directory, environment, limit, stop);
  }

  private String shownSource() {
    // A URL may carry a password.
    return source.git().replaceAll("//[^/@]*@", "//");
  }

  private static String hash(String commit) {
    if (!commit.matches("[0-9a-f]{40}([0-9a-f]{24})?")) {
      throw new IllegalArgumentException("Not a full commit hash: " + commit);
    }
    return commit;
  }

  private static StepFailedException unreachable(String what, GitOutput output) {
    String said = output.err().toLowerCase(Locale.ROOT);
    String next;
    if (said.contains("host key verification failed")) {
      next =
          "Compare the server's fingerprint with the one its operator publishes, then add its key"
              + " to known_hosts of the account that Slipway runs as";
    } else if (said.contains("permission denied") || said.contains("authentication failed")) {
      next = "Check source.key and that its public half may read the repository";
    } else if (said.contains("not found") || said.contains("does not appear to be a git")) {
      next = "Check source.git in the application file";
    } else {
      next = "Check source.git in the application file and that its server answers";
    }
    boolean passing = said.contains("timed out") || said.contains("could not resolve");
    String shown = output.err().replaceAll("//[^/@\\s]*@", "//");
    Failure failure =
        Failure.of(what, "git ended with status " + output.status(), next)
            .withWords(shown, "")
            .withExitStatus(output.status());
    return new StepFailedException(passing ? failure.retry() : failure);
  }
}
