package dev.slipway.e2e.chaos;

import dev.slipway.e2e.host.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL that belongs to no server, so that it outlives them and can be taken away. */
public final class Database implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);

  private final Path directory;
  private final int port;
  private EmbeddedPostgres running;

  private Database(Path directory, int port) throws IOException {
    this.directory = directory;
    this.port = port;
    this.running = launch();
  }

  /** Starts a new one on a free port. */
  public static Database start(Path directory) throws IOException {
    return new Database(directory, FreePort.find());
  }

  /** The settings by which a server uses it. */
  public List<String> settings() {
    return List.of(
        "--spring.datasource.url=" + running.getJdbcUrl("postgres", "postgres"),
        "--spring.datasource.username=postgres",
        "--spring.datasource.password=postgres");
  }

  /** Ends it as a crash does: open transactions are lost, clients learn it from their sockets. */
  public synchronized void crash() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-QUIT", Long.toString(running.getProcess().pid()))
        .start()
        .waitFor();
    running.getProcess().waitFor();
    running.close();
  }

  /** Starts it again after a crash, on the same port, with everything that was committed. */
  public synchronized void recover() throws IOException {
    running = launch();
  }

  /** Runs a script of several statements. */
  void execute(String script) throws IOException {
    try (Connection connection = running.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      boolean unused = statement.execute(script);
    } catch (SQLException e) {
      throw new IOException("The script cannot be run: " + e.getMessage(), e);
    }
  }

  /** The rows of a query, each as one text. */
  public List<String> rows(String query) throws IOException {
    return table(query).stream().map(row -> String.join(" ", row)).toList();
  }

  /** The rows of a query, a null as an empty text. */
  synchronized List<List<String>> table(String query) throws IOException {
    try (Connection connection = running.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<List<String>> table = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          String value = rows.getString(column);
          row.add(value == null ? "" : value);
        }
        table.add(row);
      }
      return table;
    } catch (SQLException e) {
      throw new IOException("The database does not answer: " + query, e);
    }
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
