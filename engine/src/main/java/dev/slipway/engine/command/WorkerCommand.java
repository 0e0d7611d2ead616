package dev.slipway.engine.command;

import dev.slipway.engine.data.DataDirectory;
import dev.slipway.engine.start.CannotStartException;
import dev.slipway.processes.definition.Definitions;
import dev.slipway.workers.StepWorkers;
import dev.slipway.workers.git.GitMirrors;
import dev.slipway.workers.loop.SteadyClock;
import dev.slipway.workers.loop.WorkerLoop;
import dev.slipway.workers.loop.WorkerRefusedException;
import dev.slipway.workers.loop.http.HttpWorkSource;
import dev.slipway.workers.loop.http.RegisterResponse;
import dev.slipway.workers.loop.http.WorkSourceException;
import dev.slipway.workers.loop.http.WorkerIdentity;
import dev.slipway.workers.ssh.JschHosts;
import dev.slipway.workers.step.StepWorker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,6})(MB|GB)");

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

  @Option(
      names = "--kept-log",
      defaultValue = "4GB",
      paramLabel = "SIZE",
      description =
          "The output of one command that is kept, such as 500MB (default: ${DEFAULT-VALUE}).")
  private String keptLog = "4GB";

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (steps < 1 || steps > MOST_STEPS) {
      throw new CommandFailure("--steps is a number from 1 to " + MOST_STEPS + ".", ExitCode.USAGE);
    }
    long kept = keptLog();
    String given = server.requireToken(token);
    // Asked before anything is claimed, so that a wrong address or token is told at once.
    server.api(given).get("/api/session");
    PlainLogging.start();
    try (DataDirectory directory = DataDirectory.open(work)) {
      return perform(directory, given, kept);
    } catch (CannotStartException e) {
      throw new CommandFailure(
          String.valueOf(e.getMessage()).replace("--data", "--work"), ExitCode.FAILED);
    }
  }

  private int perform(DataDirectory directory, String given, long kept)
      throws InterruptedException {
    Clock wall = Clock.systemUTC();
    Clock clock = new SteadyClock(wall);
    String name = node == null ? hostName() : node;
    GitMirrors mirrors = new GitMirrors(directory.resolve("mirrors"));
    CountDownLatch stopping = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    HttpWorkSource source =
        new HttpWorkSource(
            server.base(), given, WorkerIdentity.starting(name, version(), hostName(), steps));
    AtomicReference<@Nullable String> refusal = new AtomicReference<>();
    try {
      try (JschHosts hosts = new JschHosts(clock, kept)) {
        List<StepWorker> workers = StepWorkers.all(mirrors, hosts, clock, wall);
        welcome(name, register(source, workers));
        try (WorkerLoop loop =
            new WorkerLoop(
                name,
                workers,
                source,
                yaml -> Definitions.require("the run's definition", yaml),
                steps,
                clock,
                wall)) {
          Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopping, stopped)));
          var unused =
              loop.refused()
                  .thenAccept(
                      why -> {
                        refusal.set(why);
                        stopping.countDown();
                      });
          loop.start();
          stopping.await();
          if (refusal.get() == null) {
            source.drain();
          }
        }
      }
      if (refusal.get() == null) {
        source.leave();
        output.line("Worker " + name + " has stopped and given back what it held");
      }
    } finally {
      stopped.countDown();
    }
    String why = refusal.get();
    if (why != null) {
      throw new CommandFailure(why, ExitCode.REFUSED);
    }
    return ExitCode.DONE;
  }

  private long keptLog() {
    Matcher size = SIZE.matcher(keptLog);
    if (!size.matches()) {
      throw new CommandFailure(
          "--kept-log is a size such as 4GB or 500MB, not '" + keptLog + "'.", ExitCode.USAGE);
    }
    return Long.parseLong(size.group(1)) << (size.group(2).equals("GB") ? 30 : 20);
  }

  private static RegisterResponse register(HttpWorkSource source, List<StepWorker> workers)
      throws InterruptedException {
    try {
      return source.register(workers.stream().map(StepWorker::topic).collect(Collectors.toSet()));
    } catch (WorkerRefusedException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), ExitCode.REFUSED);
    } catch (WorkSourceException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), ExitCode.FAILED);
    }
  }

  private void welcome(String name, RegisterResponse welcome) {
    output.line(
        "Worker "
            + name
            + " works for "
            + server.base()
            + " (server "
            + welcome.server()
            + ", version "
            + welcome.version()
            + "): "
            + welcome.topics().size()
            + " topics, "
            + (welcome.environments().isEmpty()
                ? "every environment"
                : "only " + String.join(", ", welcome.environments())));
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
