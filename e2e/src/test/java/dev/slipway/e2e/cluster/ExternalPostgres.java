package dev.slipway.e2e.cluster;

import dev.slipway.e2e.host.FreePort;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL that belongs to no server. Runs in a user namespace where the tests run as root. */
final class ExternalPostgres implements AutoCloseable {

  private static final Path HOME = Path.of("target", "postgresql").toAbsolutePath();

  private final Process process;
  private final int port;

  private ExternalPostgres(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static ExternalPostgres start(Path directory) throws IOException, InterruptedException {
    unpack();
    Path data = directory.resolve("postgres");
    run(directory, command("initdb", "-D", data.toString(), "-U", "postgres", "-A", "trust"));
    int port = FreePort.find();
    Process process =
        new ProcessBuilder(
                command(
                    "postgres",
                    "-D",
                    data.toString(),
                    "-p",
                    Integer.toString(port),
                    "-h",
                    "127.0.0.1",
                    "-k",
                    "",
                    "-c",
                    "shared_buffers=32MB",
                    "-c",
                    "max_connections=150"))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("postgres.log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    ExternalPostgres postgres = new ExternalPostgres(process, port);
    postgres.makeDatabase(directory);
    return postgres;
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/slipway";
  }

  private void makeDatabase(Path directory) throws IOException, InterruptedException {
    long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (true) {
      try (Connection connection =
              DriverManager.getConnection(
                  "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "");
          var statement = connection.createStatement()) {
        statement.execute("create database slipway");
        return;
      } catch (SQLException e) {
        if (!process.isAlive() || System.nanoTime() > until) {
          throw new IOException(Files.readString(directory.resolve("postgres.log")), e);
        }
        Thread.sleep(100);
      }
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }

  private static synchronized void unpack() throws IOException, InterruptedException {
    if (Files.isExecutable(HOME.resolve("bin/postgres"))) {
      return;
    }
    Path parts = Files.createDirectories(HOME.resolveSibling("postgresql.parts"));
    Path archive = HOME.resolveSibling("postgresql.txz");
    String machine = System.getProperty("os.arch").replace("amd64", "x86_64");
    try (InputStream binaries =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
            System.getProperty("os.name").toLowerCase(Locale.ROOT), machine)) {
      Files.copy(binaries, archive, StandardCopyOption.REPLACE_EXISTING);
    }
    run(parts, List.of("tar", "-xJf", archive.toString()));
    Files.move(parts, HOME);
    Files.delete(archive);
  }

  private static List<String> command(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "--user", "--"));
    }
    command.add(HOME.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static void run(Path directory, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("slipway-e2e", ".out");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(command + ": " + Files.readString(output));
    }
    Files.delete(output);
  }
}
