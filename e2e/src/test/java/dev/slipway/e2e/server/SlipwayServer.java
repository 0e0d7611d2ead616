package dev.slipway.e2e.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.e2e.host.FreePort;
import dev.slipway.e2e.launch.ProductJvm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The real product in a process of its own, over a data directory that outlives the process. */
public final class SlipwayServer implements AutoCloseable {

  /** What {@code admin} signs in with. */
  public static final String ADMIN_PASSWORD = "an end to end password";

  private static final Duration UP_WITHIN = Duration.ofMinutes(3);

  private final Path data;
  private final Path applications;
  private final Path log;
  private final int port;
  private final List<String> options;
  private @Nullable Process process;

  public SlipwayServer(Path data, Path applications) throws IOException {
    this(data, applications, List.of());
  }

  /**
   * @param options more options and settings for the server's command line
   */
  public SlipwayServer(Path data, Path applications, List<String> options) throws IOException {
    this.options = List.copyOf(options);
    this.data = Files.createDirectories(data);
    this.applications = applications;
    this.log = Files.createDirectories(Path.of("target", "servers")).resolve(logName(data));
    this.port = FreePort.find();
  }

  /** Starts the server unless it runs, and waits until it is healthy. */
  public synchronized SlipwayClient start() throws IOException, InterruptedException {
    if (process == null || !process.isAlive()) {
      process = launch(command());
    }
    Process started = process;
    Eventually.hold(
        "the server on port " + port + " is healthy; its log is " + log,
        UP_WITHIN,
        () -> {
          if (!started.isAlive()) {
            throw new IllegalStateException("The server ended at its start:\n" + tailOfLog());
          }
          return Http.answers(url().resolve("/actuator/health"));
        });
    return client();
  }

  /** Ends the process at once, as {@code kill -9} does, leaving everything as it is. */
  public synchronized void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().waitFor();
    }
  }

  /** Stops the process in its tracks, as {@code SIGSTOP} does. */
  public synchronized void suspend() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Lets a stopped process go on as if nothing had happened. */
  public synchronized void wake() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process running = process;
    if (running != null && running.isAlive()) {
      new ProcessBuilder("kill", "-" + name, Long.toString(running.pid())).start().waitFor();
    }
  }

  /** Starts a worker in a process of its own. */
  public WorkerProcess worker(String name, String token, Path work) throws IOException {
    Path output =
        Files.createDirectories(Path.of("target", "servers"))
            .resolve("worker-" + name + "-" + System.nanoTime() + ".log");
    Path tokenFile = Files.writeString(Files.createTempFile("slipway-worker", ".token"), token);
    tokenFile.toFile().deleteOnExit();
    List<String> command = java();
    command.addAll(
        List.of(
            "worker",
            "--server",
            url().toString(),
            "--token-file",
            tokenFile.toString(),
            "--node",
            name,
            "--work",
            work.toString()));
    Process started =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroy));
    return new WorkerProcess(started, output);
  }

  /** Everything that the server has logged so far. */
  public String log() throws IOException {
    return Files.readString(log, UTF_8);
  }

  /** Runs the server with this configuration to its end, for starts that must not succeed. */
  public Ended startInVain() throws IOException, InterruptedException {
    return Ended.of(launch(command()), log);
  }

  /** Runs a client command, such as {@code release}, to its end. */
  public Ended command(String... arguments) throws IOException, InterruptedException {
    List<String> command = java();
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("slipway-command", ".out");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("SLIPWAY_SERVER", url().toString());
      builder.environment().put("SLIPWAY_TOKEN", token());
      return Ended.of(builder.redirectOutput(output.toFile()).start(), output);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public Path data() {
    return data;
  }

  /** A client with the administrator's token; the server must have been started once. */
  public SlipwayClient client() throws IOException {
    return new SlipwayClient(url(), token());
  }

  /** Writes an application file; the server takes it up by itself. */
  public void define(String application, String yaml) throws IOException {
    Files.writeString(applications.resolve(application + ".yaml"), yaml);
  }

  /** Takes an application file away. */
  public void forget(String application) throws IOException {
    Files.deleteIfExists(applications.resolve(application + ".yaml"));
  }

  /** Puts a secret where the server looks for it. */
  public void keepSecret(String name, String value) throws IOException {
    Path secrets = Files.createDirectories(data.resolve("secrets"));
    Path file = secrets.resolve(name);
    Files.writeString(file, value);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Override
  public synchronized void close() {
    Process running = process;
    if (running == null) {
      return;
    }
    List<ProcessHandle> descendants = running.descendants().toList();
    running.destroy();
    running.onExit().completeOnTimeout(running, 30, TimeUnit.SECONDS).join();
    running.destroyForcibly();
    descendants.forEach(ProcessHandle::destroy);
  }

  private String token() throws IOException {
    return Files.readString(data.resolve("admin-token")).strip();
  }

  private List<String> command() throws IOException {
    List<String> command = java();
    command.addAll(
        List.of(
            "server",
            "--data",
            data.toString(),
            "--applications",
            applications.toString(),
            "--port",
            Integer.toString(port)));
    command.addAll(options);
    return command;
  }

  private static List<String> java() throws IOException {
    String classpath = Files.readString(Path.of("target", "server.classpath")).strip();
    return new ArrayList<>(
        ProductJvm.command(classpath, ProductJvm.learned(Path.of("target", "server.jsa"))));
  }

  private Process launch(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SLIPWAY_ADMIN_PASSWORD", ADMIN_PASSWORD);
    Process started =
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    // Also when the tests themselves are ended in the middle.
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroy));
    return started;
  }

  private String tailOfLog() {
    try (Stream<String> lines = Files.lines(log, UTF_8)) {
      List<String> all = lines.toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - 30), all.size()));
    } catch (IOException e) {
      return "(its log " + log + " cannot be read: " + e + ")";
    }
  }

  private static String logName(Path data) {
    return Optional.ofNullable(data.toAbsolutePath().getParent())
            .map(Path::getFileName)
            .map(Path::toString)
            .orElse("server")
        + "-"
        + data.getFileName()
        + ".log";
  }
}
