package dev.slipway.e2e.chaos;

import dev.slipway.e2e.host.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** One that belongs to no server. */
final class OwnDatabase extends Database {

  private static final Duration START = Duration.ofSeconds(60);

  private final Path directory;
  private final int port;
  private EmbeddedPostgres running;

  private OwnDatabase(Path directory, int port) throws IOException {
    this.directory = directory;
    this.port = port;
    this.running = launch();
  }

  static OwnDatabase startIn(Path directory) throws IOException {
    return new OwnDatabase(directory, FreePort.find());
  }

  @Override
  public List<String> settings() {
    return List.of(
        "--spring.datasource.url=" + running.getJdbcUrl("postgres", "postgres"),
        "--spring.datasource.username=postgres",
        "--spring.datasource.password=postgres");
  }

  @Override
  public synchronized void crash() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-QUIT", Long.toString(running.getProcess().pid()))
        .start()
        .waitFor();
    running.getProcess().waitFor();
    running.close();
  }

  @Override
  public synchronized void recover() throws IOException {
    running = launch();
  }

  @Override
  Connection connect() throws SQLException {
    return running.getPostgresDatabase().getConnection();
  }

  @Override
  public synchronized void close() throws IOException {
    running.close();
  }

  private EmbeddedPostgres launch() throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(directory)
        .setCleanDataDirectory(false)
        .setPort(port)
        // Processes crash here, machines do not.
        .setServerConfig("fsync", "off")
        .setErrorRedirector(Redirect.DISCARD)
        .setOutputRedirector(Redirect.DISCARD)
        .setPGStartupWait(START)
        .start();
  }
}
