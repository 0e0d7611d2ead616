package dev.slipway.workers.git;

import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Runs the system's git: typed arguments, no prompts, no hooks, bounded output, a time limit. */
final class GitCommand {

  static final int OUT_LIMIT = 4 << 20;
  private static final int ERR_LIMIT = 16 << 10;

  private final Path directory;
  private final Map<String, String> environment;
  private final Duration limit;
  private final StopSign stop;

  /**
   * @param directory the repository
   * @param environment set beside what every command gets
   * @param limit how long one command may take
   */
  GitCommand(Path directory, Map<String, String> environment, Duration limit, StopSign stop) {
    this.directory = directory;
    this.environment = Map.copyOf(environment);
    this.limit = limit;
    this.stop = stop;
  }

  /** Runs git and keeps the first {@value #OUT_LIMIT} bytes of its output. */
  GitOutput run(String... arguments)
      throws StepFailedException, StepStoppedException, InterruptedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HeadOnly head = new HeadOnly(out, OUT_LIMIT);
    GitOutput streamed = stream(head, arguments);
    return new GitOutput(
        streamed.status(), out.toString(StandardCharsets.UTF_8), streamed.err(), head.cut());
  }

  /** Runs git, which must succeed. */
  GitOutput require(String what, String... arguments)
      throws StepFailedException, StepStoppedException, InterruptedException {
    GitOutput output = run(arguments);
    if (!output.ok()) {
      throw new StepFailedException(
          Failure.of(
                  what,
                  "git " + arguments[0] + " ended with status " + output.status(),
                  "Read what git said; if the mirror is broken, delete "
                      + directory
                      + ", it is made again")
              .withEvidence(output.err())
              .withExitStatus(output.status()));
    }
    return output;
  }

  /** Runs git and hands its whole output on. */
  GitOutput stream(OutputStream sink, String... arguments)
      throws StepFailedException, StepStoppedException, InterruptedException {
    Process process = start(arguments);
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Void> out =
          CompletableFuture.runAsync(() -> copy(process.getInputStream(), sink), readers);
      CompletableFuture<String> err =
          CompletableFuture.supplyAsync(() -> tail(process.getErrorStream()), readers);
      try {
        await(process, arguments[0]);
        out.get();
        return new GitOutput(process.exitValue(), "", err.get(), false);
      } catch (ExecutionException e) {
        throw new StepFailedException(
            Failure.of(
                "git " + arguments[0],
                "its output could not be kept: " + e.getCause(),
                "Check the free space of Slipway's own disk"),
            e);
      } finally {
        end(process);
      }
    }
  }

  private Process start(String... arguments) throws StepFailedException {
    List<String> argv = new ArrayList<>();
    argv.add("git");
    for (String setting :
        List.of(
            "core.hooksPath=/dev/null",
            "core.fsmonitor=false",
            "core.quotePath=false",
            "gc.auto=0",
            "log.showSignature=false",
            "protocol.ext.allow=never",
            "fetch.recurseSubmodules=false")) {
      argv.add("-c");
      argv.add(setting);
    }
    argv.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(argv).directory(directory.toFile());
    // A GIT_DIR or an askpass program of whoever started the server must not reach the command.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("GIT_") || name.equals("SSH_ASKPASS"));
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.environment().put("GIT_ALLOW_PROTOCOL", "file:git:http:https:ssh");
    builder.environment().put("GIT_NO_REPLACE_OBJECTS", "1");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(environment);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new StepFailedException(
          Failure.of(
              "git " + arguments[0],
              "git could not be started: " + e.getMessage(),
              "Install git where Slipway runs: apt-get install git"),
          e);
    }
  }

  private void await(Process process, String command)
      throws StepFailedException, StepStoppedException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
      stop.check();
      if (System.nanoTime() - end > 0) {
        throw new StepFailedException(
            Failure.of(
                    "git " + command,
                    "it had not ended after " + limit.toSeconds() + " s",
                    "Check that the repository's server answers")
                .retry());
      }
    }
  }

  private static void end(Process process) {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static void copy(InputStream from, OutputStream sink) {
    try (from) {
      from.transferTo(sink);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String tail(InputStream from) {
    byte[] buffer = new byte[4096];
    StringBuilder kept = new StringBuilder();
    try (from) {
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        kept.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
        if (kept.length() > ERR_LIMIT) {
          kept.delete(0, kept.length() - ERR_LIMIT);
        }
      }
    } catch (IOException e) {
      kept.append("(cut off: ").append(e.getMessage()).append(')');
    }
    return kept.toString();
  }
}
