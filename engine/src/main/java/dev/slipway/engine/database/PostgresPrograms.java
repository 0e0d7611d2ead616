package dev.slipway.engine.database;

import dev.slipway.engine.start.CannotStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's programs.
 *
 * <p>PostgreSQL refuses to run as root. Root therefore runs it in a user namespace of its own, in
 * which it is nobody, and which needs no other account on the machine.
 */
final class PostgresPrograms {

  private static final List<String> NOBODY = List.of("unshare", "--user", "--");

  private final Path home;
  private final List<String> before;

  PostgresPrograms(Path home) throws IOException, InterruptedException {
    this.home = home;
    this.before = "root".equals(System.getProperty("user.name")) ? asNobody(home) : List.of();
  }

  /** The path of the server's own program. */
  Path server() {
    return program("postgres");
  }

  /**
   * Runs a program to its end.
   *
   * @return what it wrote if it failed, else an empty string
   */
  String run(Duration deadline, String program, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(before);
    command.add(program(program).toString());
    command.addAll(arguments);
    return run(deadline, command, home);
  }

  private Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  private static List<String> asNobody(Path home) throws IOException, InterruptedException {
    List<String> trial = new ArrayList<>(NOBODY);
    trial.add("true");
    String refusal;
    try {
      refusal = run(Duration.ofSeconds(10), trial, home);
    } catch (IOException e) {
      refusal = "there is no program unshare";
    }
    if (!refusal.isEmpty()) {
      throw new CannotStartException(
          "PostgreSQL does not run as root, and root may not make a user namespace here ("
              + refusal
              + ")",
          "Start the server as another user, or give a PostgreSQL of your own with"
              + " --spring.datasource.url=jdbc:postgresql://…");
    }
    return NOBODY;
  }

  private static String run(Duration deadline, List<String> command, Path directory)
      throws IOException, InterruptedException {
    // A file, not a pipe: the server would hold the pipe open long after pg_ctl has ended.
    Path output = Files.createTempFile("slipway-postgresql", ".out");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile());
      builder.environment().put("LC_ALL", "C");
      builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
      Process process = builder.start();
      if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return "no end within " + deadline.toSeconds() + " s";
      }
      String written = Files.readString(output).strip();
      return process.exitValue() == 0 ? "" : "exit code " + process.exitValue() + ": " + written;
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
