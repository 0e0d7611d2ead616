package dev.slipway.e2e.demo;

import dev.slipway.e2e.host.ProcessMark;
import dev.slipway.e2e.launch.ProductJvm;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The Slipway server as a process of its own, started the way a user starts it. */
final class EngineProcess {

  /** Set by the launcher; the server runs on its own class path, not on the demo's. */
  private static final String CLASS_PATH = "launcher.engine-class-path";

  /** Where the launcher keeps what makes later starts faster. */
  private static final String ARCHIVES = "launcher.archives";

  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(150);
  private static final int TAIL = 30;

  private final Process process;
  private final Path log;
  private final Path data;
  private final URI address;
  private final ProcessMark mark;

  private EngineProcess(Process process, Path log, Path data, URI address, ProcessMark mark) {
    this.process = process;
    this.log = log;
    this.data = data;
    this.address = address;
    this.mark = mark;
  }

  static EngineProcess start(DemoDirectory place, int port, String password, ProcessMark mark)
      throws IOException {
    Path log = place.resolve("server.log");
    Path data = place.resolve("slipway");
    String classPath = System.getProperty(CLASS_PATH, System.getProperty("java.class.path"));
    List<String> command = new ArrayList<>(ProductJvm.command(classPath, learned()));
    command.addAll(List.of("server", "--data", data.toString()));
    command.addAll(List.of("--applications", place.resolve("applications").toString()));
    command.addAll(List.of("--port", Integer.toString(port)));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(place.root().toFile());
    builder.environment().put("SLIPWAY_ADMIN_PASSWORD", password);
    builder.environment().put(mark.name(), mark.value());
    builder.redirectErrorStream(true);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(log.toFile());
    URI address = URI.create("http://127.0.0.1:" + port);
    return new EngineProcess(builder.start(), log, data, address, mark);
  }

  /** What earlier starts have left to make this one faster. */
  private static List<String> learned() {
    String archives = System.getProperty(ARCHIVES);
    if (archives == null) {
      return List.of();
    }
    Path cache = Path.of(archives, "engine.aot");
    return ProductJvm.learned(Files.isReadable(cache) ? cache : cache.resolveSibling("engine.jsa"));
  }

  /**
   * Waits until the server says that it is healthy.
   *
   * @throws DemoException if it ends or is not healthy in time, with the end of its log
   */
  EngineApi awaitReady(Console console) throws DemoException, IOException, InterruptedException {
    long start = System.nanoTime();
    long nextWord = start + TimeUnit.SECONDS.toNanos(5);
    EngineApi api = new EngineApi(address);
    while (!api.healthy()) {
      long now = System.nanoTime();
      if (!process.isAlive()) {
        throw failed("The server ended with status " + process.exitValue() + " while starting.");
      }
      if (now - start > START.toNanos()) {
        throw failed("The server is not healthy after " + START.toSeconds() + " s.");
      }
      if (now > nextWord) {
        console.line("… still starting: %s".formatted(tail(1).strip()));
        nextWord = now + TimeUnit.SECONDS.toNanos(5);
      }
      Thread.sleep(LOOK_AGAIN);
    }
    Path token = data.resolve("admin-token");
    if (!Files.isReadable(token)) {
      throw failed("The server is healthy but has not written " + token + ".");
    }
    api.signIn(Files.readString(token).strip());
    return api;
  }

  void stop() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
    }
    endDatabase();
    mark.endAll(Duration.ofSeconds(1));
  }

  // PostgreSQL writes its title over its environment, so the mark does not find one that a killed
  // server left behind.
  private void endDatabase() throws IOException, InterruptedException {
    try (Stream<Path> files = Files.find(data, 4, (path, is) -> path.endsWith("postmaster.pid"))) {
      for (Path file : files.toList()) {
        List<String> lines = Files.readAllLines(file);
        if (!lines.isEmpty() && lines.getFirst().matches("\\d{1,9}")) {
          ProcessHandle.of(Long.parseLong(lines.getFirst()))
              .filter(handle -> handle.info().command().orElse("").contains("postgres"))
              .ifPresent(ProcessHandle::destroyForcibly);
        }
      }
    }
  }

  private DemoException failed(String what) throws IOException {
    return new DemoException(what + " The end of its log (" + log + "):\n" + tail(TAIL));
  }

  private String tail(int lines) throws IOException {
    List<String> all = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
    return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
  }
}
