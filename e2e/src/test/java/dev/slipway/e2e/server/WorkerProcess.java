package dev.slipway.e2e.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** {@code ./slipway worker} in a process of its own. */
public final class WorkerProcess implements AutoCloseable {

  private static final Duration READY_WITHIN = Duration.ofMinutes(1);

  private final Process process;
  private final Path output;

  WorkerProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Waits until the server has let it in. */
  public void awaitReady() throws IOException, InterruptedException {
    Eventually.hold(
        "the worker is ready",
        READY_WITHIN,
        () -> {
          String said = Files.readString(output);
          if (!process.isAlive()) {
            throw new IllegalStateException("The worker ended at its start:\n" + said);
          }
          return said.contains("works for");
        });
  }

  /** Asks it to end, as {@code SIGTERM} does, and waits for its end. */
  public Ended terminate() throws IOException, InterruptedException {
    process.destroy();
    return Ended.of(process, output);
  }

  /** Ends it at once, as {@code kill -9} does. */
  public void kill() throws InterruptedException {
    int unused = process.destroyForcibly().waitFor();
  }

  /** Stops it in its tracks, as {@code SIGSTOP} does. */
  public void suspend() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Lets a stopped worker go on as if nothing had happened. */
  public void wake() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    int unused =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
