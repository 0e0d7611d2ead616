package dev.slipway.e2e.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Makes the git repository of Harbour, the same commits each time. */
public final class SampleRepository {

  private static final long GIT_SECONDS = 30;
  private static final Map<String, String> IDENTITY =
      Map.of(
          "GIT_AUTHOR_NAME", "Harbour Master",
          "GIT_AUTHOR_EMAIL", "harbour@example.org",
          "GIT_COMMITTER_NAME", "Harbour Master",
          "GIT_COMMITTER_EMAIL", "harbour@example.org",
          "GIT_CONFIG_GLOBAL", "/dev/null",
          "GIT_CONFIG_NOSYSTEM", "1");

  private final Path directory;

  private SampleRepository(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes the repository with a branch {@code main} and a tag for each version.
   *
   * @param directory where to; must not exist
   * @throws IOException if a file cannot be written or git fails
   */
  public static void create(Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    SampleRepository repository = new SampleRepository(directory);
    repository.git(1, "init", "--quiet", "--initial-branch=main", ".");
    for (SampleVersion version : SampleVersion.inOrder()) {
      repository.commit(version);
    }
  }

  private void commit(SampleVersion version) throws IOException, InterruptedException {
    int day = version.number();
    for (String file : version.changed()) {
      write(version, file);
    }
    for (String file : version.removed()) {
      Files.delete(directory.resolve(file));
    }
    git(day, "add", "--all");
    git(day, "commit", "--quiet", "-m", version.subject(), "-m", version.body());
    git(day, "tag", version.tag());
  }

  private void write(SampleVersion version, String file) throws IOException {
    Path target = directory.resolve(file);
    Files.createDirectories(Objects.requireNonNull(target.getParent()));
    try (InputStream in =
        Objects.requireNonNull(
            SampleRepository.class.getResourceAsStream(version.tag() + "/" + file), file)) {
      Files.write(target, in.readAllBytes());
    }
    if (file.endsWith(".sh")) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private void git(int day, String... arguments) throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>(List.of("git"));
    argv.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(argv).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().putAll(IDENTITY);
    String date = "2026-03-%02dT09:00:00+0000".formatted(day);
    builder.environment().put("GIT_AUTHOR_DATE", date);
    builder.environment().put("GIT_COMMITTER_DATE", date);
    Process git = builder.start();
    git.getOutputStream().close();
    String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!git.waitFor(GIT_SECONDS, TimeUnit.SECONDS)) {
      git.destroyForcibly();
      throw new IOException("git " + arguments[0] + " does not end in " + directory);
    }
    if (git.exitValue() != 0) {
      throw new IOException("git " + arguments[0] + " failed in " + directory + ": " + output);
    }
  }
}
