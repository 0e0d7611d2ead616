package dev.slipway.workers.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real git repository with a work tree. */
public final class Repository {

  private final Path directory;

  public Repository(Path directory) throws IOException, InterruptedException {
    this.directory = Files.createDirectories(directory);
    git("init", "--quiet", "--initial-branch=main");
  }

  public Path directory() {
    return directory;
  }

  /** Writes files, each as path and content in turn, and commits everything. */
  public String commit(String message, String... files) throws IOException, InterruptedException {
    for (int i = 0; i < files.length; i += 2) {
      Path file = directory.resolve(files[i]);
      Files.createDirectories(file.getParent());
      Files.writeString(file, files[i + 1]);
    }
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message=" + message);
    return git("rev-parse", "HEAD").strip();
  }

  public String git(String... arguments) throws IOException, InterruptedException {
    List<String> argv = new ArrayList<>(List.of("git"));
    argv.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(argv).directory(directory.toFile());
    builder.environment().put("GIT_AUTHOR_NAME", "Ada");
    builder.environment().put("GIT_AUTHOR_EMAIL", "ada@example.org");
    builder.environment().put("GIT_COMMITTER_NAME", "Ada");
    builder.environment().put("GIT_COMMITTER_EMAIL", "ada@example.org");
    Process process = builder.redirectErrorStream(true).start();
    String out =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("git " + String.join(" ", arguments) + ": " + out);
    }
    return out;
  }
}
