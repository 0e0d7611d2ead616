package dev.slipway.e2e.chaos;

import dev.slipway.e2e.chaos.Schedule.Wanted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The repository of all applications: three good versions, and one for each kind of trouble. */
final class Repository {

  private static final List<String> FILES = List.of("server.js", "build.sh", "migrate.sh");

  /** What their files do: see {@code build.sh} and {@code server.js}. */
  private static final List<String> KINDS =
      List.of(
          "sick",
          "torn",
          "unbuildable",
          "slow",
          "stubborn",
          "loud",
          "endless",
          "hesitant",
          "dawdling",
          "filling",
          "slow-to-migrate");

  private static final int GOOD_VERSIONS = 3;

  private final Path directory;

  private Repository(Path directory) {
    this.directory = directory;
  }

  static Repository create(Path directory) throws IOException, InterruptedException {
    Repository repository = new Repository(Files.createDirectories(directory));
    repository.git("init", "--quiet", "--initial-branch=main", ".");
    for (String file : FILES) {
      try (InputStream in =
          Objects.requireNonNull(Repository.class.getResourceAsStream(file), file)) {
        Files.copy(in, directory.resolve(file));
      }
    }
    for (int version = 1; version <= GOOD_VERSIONS; version++) {
      repository.version("good-" + version, "good");
    }
    for (String kind : KINDS) {
      repository.version(kind, kind);
    }
    return repository;
  }

  Path directory() {
    return directory;
  }

  /** The ref of what is wanted. */
  static String ref(Wanted wanted, int pick) {
    return switch (wanted) {
      case GOOD, ROLLBACK -> "good-" + (1 + pick % GOOD_VERSIONS);
      case FAILING_HEALTH -> "sick";
      case FAILING_PAGE -> "torn";
      case FAILING_BUILD -> "unbuildable";
    };
  }

  private void version(String tag, String kind) throws IOException, InterruptedException {
    Files.writeString(directory.resolve("KIND"), kind + "\n");
    Files.writeString(directory.resolve("VERSION"), tag + "\n");
    git("add", "--all");
    git("commit", "--quiet", "--message", "Be " + tag);
    git("tag", tag);
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-c", "user.name=Chaos", "-c", "user.email=chaos@example.org"));
    command.addAll(List.of(arguments));
    Process git =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (git.waitFor() != 0) {
      throw new IOException("git " + arguments[0] + " failed in " + directory + ": " + output);
    }
  }
}
