package dev.slipway.engine.command;

import dev.slipway.engine.data.DataDirectory;
import dev.slipway.engine.start.CannotStartException;
import dev.slipway.processes.definition.Definitions;
import dev.slipway.workers.StepWorkers;
import dev.slipway.workers.git.GitMirrors;
import dev.slipway.workers.loop.WorkerLoop;
import dev.slipway.workers.loop.http.HttpWorkSource;
import dev.slipway.workers.ssh.JschHosts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Performs steps for a server elsewhere, until it is stopped. */
@Command(
    name = "worker",
    description = "Performs steps for a server elsewhere, until it is stopped.",
    footer = {"", "Its token comes from: ./slipway token NAME --right worker"},
    mixinStandardHelpOptions = true)
public final class WorkerCommand implements Callable<Integer> {

  private static final int MOST_STEPS = 1_000;

  @Mixin private ServerOptions server = new ServerOptions();

  @Mixin private Output output = new Output();

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "The token; other users may see it here, so prefer --token-file.")
  private @Nullable String token;

  @Option(
      names = "--node",
      paramLabel = "NAME",
      description = "What this worker is called; the same after a restart (default: the host).")
  private @Nullable String node;

  @Option(
      names = "--steps",
      defaultValue = "4",
      paramLabel = "N",
      description = "How many steps it performs at a time (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--work",
      defaultValue = "worker-data",
      paramLabel = "DIR",
      description = "Where it keeps its mirrors of repositories (default: ${DEFAULT-VALUE}).")
  private Path work = Path.of("worker-data");

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (steps < 1 || steps > MOST_STEPS) {
      throw new CommandFailure("--steps is a number from 1 to " + MOST_STEPS + ".", ExitCode.USAGE);
    }
    String given = server.requireToken(token);
    // Asked before anything is claimed, so that a wrong address or token is told at once.
    server.api(given).get("/api/session");
    PlainLogging.start();
    try (DataDirectory directory = DataDirectory.open(work)) {
      perform(directory, given);
    } catch (CannotStartException e) {
      throw new CommandFailure(
          String.valueOf(e.getMessage()).replace("--data", "--work"), ExitCode.FAILED);
    }
    return ExitCode.DONE;
  }

  private void perform(DataDirectory directory, String given) throws InterruptedException {
    Clock clock = Clock.systemUTC();
    String name = node == null ? hostName() : node;
    GitMirrors mirrors = new GitMirrors(directory.resolve("mirrors"));
    CountDownLatch stopping = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    try (JschHosts hosts = new JschHosts(clock);
        WorkerLoop loop =
            new WorkerLoop(
                name,
                StepWorkers.all(mirrors, hosts, clock),
                new HttpWorkSource(server.base(), given, name, version()),
                yaml -> Definitions.require("the run's definition", yaml),
                steps,
                clock)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopping, stopped)));
      loop.start();
      output.line("Worker " + name + " works for " + server.base());
      stopping.await();
    } finally {
      stopped.countDown();
    }
  }

  /** Steps in hand are given back before the process ends. */
  private static void stop(CountDownLatch stopping, CountDownLatch stopped) {
    stopping.countDown();
    try {
      // Not for the main thread itself: it cannot end while the process is being stopped.
      boolean inTime = stopped.await(20, TimeUnit.SECONDS);
      if (!inTime) {
        Runtime.getRuntime().halt(ExitCode.FAILED);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost()
          .getHostName()
          .toLowerCase(Locale.ROOT)
          .replaceAll("[^a-z0-9.-]", "-");
    } catch (UnknownHostException e) {
      throw new CommandFailure(
          "This machine has no name. Give the worker one with --node NAME.", ExitCode.USAGE);
    }
  }

  private static String version() {
    return Optional.ofNullable(WorkerCommand.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
