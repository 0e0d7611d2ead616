package dev.slipway.bench.machine;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program to run to its end, in an environment of its own.
 *
 * @param argv the program and its arguments
 * @param directory where it runs; also its home
 * @param stdin what it reads
 * @param environment variables beside {@code PATH}, {@code HOME} and {@code LC_ALL}
 */
public record Command(
    List<String> argv, Path directory, File stdin, Map<String, String> environment) {

  private static final File NOTHING = new File("/dev/null");
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int TAIL = 2_000;

  public Command {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
  }

  /** How it ended, and what it said, error output included. */
  public record Ended(int status, long nanos, String output) {

    /** The end of the output. */
    public String tail() {
      String text = output.strip();
      return text.length() <= TAIL ? text : "…" + text.substring(text.length() - TAIL);
    }
  }

  public static Command of(Path directory, List<String> argv) {
    return new Command(argv, directory, NOTHING, Map.of());
  }

  public Command reading(Path file) {
    return new Command(argv, directory, file.toFile(), environment);
  }

  public Command with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(more);
    return new Command(argv, directory, stdin, all);
  }

  /** Runs it for at most a minute. */
  public Ended run(Programs programs) throws BenchException, InterruptedException {
    return run(programs, DEADLINE);
  }

  /**
   * Runs it.
   *
   * @throws BenchException if it cannot be started or does not end in time
   */
  public Ended run(Programs programs, Duration deadline)
      throws BenchException, InterruptedException {
    try {
      Path output = Files.createTempFile(directory, "output-", ".txt");
      try {
        long start = System.nanoTime();
        Process process = builder(programs, output).start();
        if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
          end(process);
          throw new BenchException(
              argv.getFirst() + " did not end within " + deadline.toSeconds() + " s: " + text(output));
        }
        return new Ended(process.exitValue(), System.nanoTime() - start, text(output));
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new BenchException(argv.getFirst() + " cannot be run: " + e.getMessage(), e);
    }
  }

  /** Runs it, and takes any status but 0 for a failure. */
  public Ended succeed(Programs programs) throws BenchException, InterruptedException {
    return succeed(programs, DEADLINE);
  }

  /** As {@link #succeed(Programs)}, for at most this time. */
  public Ended succeed(Programs programs, Duration deadline)
      throws BenchException, InterruptedException {
    Ended ended = run(programs, deadline);
    if (ended.status() != 0) {
      throw new BenchException(
          argv.getFirst() + " ended with status " + ended.status() + ": " + ended.tail());
    }
    return ended;
  }

  private ProcessBuilder builder(Programs programs, Path output) {
    ProcessBuilder builder = new ProcessBuilder(argv);
    builder.directory(directory.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", programs.searchPath());
    builder.environment().put("HOME", directory.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(environment);
    builder.redirectInput(stdin);
    builder.redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    return builder;
  }

  private static void end(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
