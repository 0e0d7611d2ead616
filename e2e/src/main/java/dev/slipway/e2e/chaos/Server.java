package dev.slipway.e2e.chaos;

import dev.slipway.e2e.host.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Slipway's server as a process that can be killed, stopped and started again. */
final class Server implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(30);

  private final Launch launch;
  private final Path directory;
  private final Database database;
  private final int port;
  private @Nullable Process process;

  Server(Launch launch, Path directory, Database database) throws IOException {
    this.launch = launch;
    this.directory = directory;
    this.database = database;
    this.port = FreePort.find();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  Path log() {
    return directory.resolve("server.log");
  }

  Path data() {
    return directory.resolve("data");
  }

  Path applications() {
    return directory.resolve("applications");
  }

  /** Starts it and waits until it is healthy. */
  synchronized void start() throws IOException, InterruptedException {
    Process started = launch();
    process = started;
    long limit = System.nanoTime() + START.toNanos();
    while (!Desk.healthy(address())) {
      if (!started.isAlive() || System.nanoTime() > limit) {
        throw new IOException("The server does not start; its log is " + log() + "\n" + tail());
      }
      Thread.sleep(50);
    }
  }

  synchronized void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().waitFor();
    }
  }

  /** Its process id. */
  synchronized long pid() {
    return Objects.requireNonNull(process, "It was never started").pid();
  }

  /** Kills it and starts it again at once. */
  synchronized void killAndStart() throws IOException, InterruptedException {
    kill();
    start();
  }

  /** Stops it in the middle of whatever it does, for a while. */
  synchronized void pause(Duration time) throws IOException, InterruptedException {
    signal("STOP");
    try {
      Thread.sleep(time);
    } finally {
      signal("CONT");
    }
  }

  /** The token of its first administrator. */
  String token() throws IOException {
    return Files.readString(data().resolve("admin-token")).strip();
  }

  @Override
  public synchronized void close() {
    Process running = process;
    if (running != null) {
      running.destroy();
      running.onExit().completeOnTimeout(running, STOP.toSeconds(), TimeUnit.SECONDS).join();
      running.destroyForcibly();
    }
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process running = process;
    if (running != null) {
      new ProcessBuilder("kill", "-" + name, Long.toString(running.pid())).start().waitFor();
    }
  }

  private Process launch() throws IOException {
    List<String> command = new ArrayList<>(launch.command());
    command.addAll(List.of("server", "--data", data().toString()));
    command.addAll(List.of("--applications", applications().toString()));
    command.addAll(List.of("--port", Integer.toString(port)));
    command.add("--slipway.step.retry-pause=200ms");
    command.addAll(database.settings());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(launch.environment());
    builder.redirectErrorStream(true);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    return builder.start();
  }

  private String tail() throws IOException {
    List<String> all = Files.readAllLines(log(), StandardCharsets.UTF_8);
    return String.join("\n", all.subList(Math.max(0, all.size() - 30), all.size()));
  }
}
