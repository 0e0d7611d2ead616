package dev.slipway.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.start.CannotStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class EmbeddedPostgresTest {

  static final DatabaseProperties PROPERTIES =
      new DatabaseProperties(
          Path.of("target/postgresql"),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          20,
          DataSize.ofMegabytes(16));

  @TempDir private Path directory = Path.of("");

  @Test
  void keepsItsDataOverARestart() throws Exception {
    // given
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, PROPERTIES)) {
      execute(postgres.login(), "CREATE TABLE kept AS SELECT 42 AS answer");
    }

    // when
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, PROPERTIES)) {
      // then
      assertThat(query(postgres.login(), "SELECT answer FROM kept")).isEqualTo("42");
    }
    assertThat(Postmaster.of(directory.resolve("cluster"))).isEmpty();
  }

  @Test
  void losesNothingInAPowerCutAndSpeaksUtf8() throws Exception {
    // when
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, PROPERTIES)) {
      // then
      PostgresLogin login = postgres.login();
      assertThat(query(login, "SHOW fsync")).isEqualTo("on");
      assertThat(query(login, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(query(login, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(query(login, "SHOW data_checksums")).isEqualTo("on");
      assertThat(query(login, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(query(login, "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(query(login, "SELECT upper('grün')")).isEqualTo("GRÜN");
    }
  }

  @Test
  void letsNobodyInWithoutThePassword() throws Exception {
    // when
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, PROPERTIES)) {
      // then
      assertThatThrownBy(
              () -> query(new PostgresLogin(postgres.login().port(), "guessed"), "SELECT 1"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(directory.resolve("password"))))
          .isEqualTo("rw-------");
      assertThat(postgres.login().toString()).doesNotContain(postgres.login().password());
    }
  }

  @Test
  void takesOverTheOneThatRunsOnAfterTheServerWasKilled() throws Exception {
    // given
    long postmaster;
    Process server = killedServer(directory);
    postmaster = running(directory).pid();

    // when
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, PROPERTIES)) {
      // then
      assertThat(server.isAlive()).isFalse();
      assertThat(running(directory).pid()).isEqualTo(postmaster);
      // Its open transaction is gone, and the lock with it.
      assertThat(query(postgres.login(), "SELECT count(*) FROM committed")).isEqualTo("1");
      execute(postgres.login(), "LOCK TABLE committed NOWAIT");
    }
  }

  @Test
  void recoversAfterItWasKilledItself() throws Exception {
    // given
    killedServer(directory);
    ProcessHandle postmaster = ProcessHandle.of(running(directory).pid()).orElseThrow();
    postmaster.destroyForcibly();
    postmaster.onExit().get(10, TimeUnit.SECONDS);

    // when
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, PROPERTIES)) {
      // then
      assertThat(query(postgres.login(), "SELECT count(*) FROM committed")).isEqualTo("1");
    }
  }

  @Test
  void isNotMisledByAProcessThatHasTheNumberOfADeadOne() throws Exception {
    // given
    EmbeddedPostgres.start(directory, PROPERTIES).close();
    Path file = directory.resolve("cluster/postmaster.pid");
    Files.writeString(file, ProcessHandle.current().pid() + "\n/elsewhere\n1\n1\n\n\n\n");

    // when
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, PROPERTIES)) {
      // then
      assertThat(query(postgres.login(), "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void refusesAPathThatAShellWouldRead() throws IOException {
    // given
    Path odd = Files.createDirectory(directory.resolve("a$(id)"));

    // when, then
    assertThatThrownBy(() -> EmbeddedPostgres.start(odd, PROPERTIES))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("--data");
  }

  /** A Java process that starts PostgreSQL, commits a row, leaves another open and is killed. */
  private static Process killedServer(Path directory) throws Exception {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    try (var said = server.inputReader()) {
      String line = said.readLine();
      while (line != null && !line.equals("ready")) {
        line = said.readLine();
      }
      assertThat(line).isEqualTo("ready");
      server.destroyForcibly();
      server.waitFor(10, TimeUnit.SECONDS);
    }
    return server;
  }

  private static Postmaster running(Path directory) throws IOException {
    return Postmaster.of(directory.resolve("cluster")).orElseThrow();
  }

  static String query(PostgresLogin login, String sql) throws SQLException {
    try (Connection connection = connect(login);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  static void execute(PostgresLogin login, String sql) throws SQLException {
    try (Connection connection = connect(login);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(sql);
      connection.commit();
    }
  }

  static Connection connect(PostgresLogin login) throws SQLException {
    return DriverManager.getConnection(login.url(), PostgresLogin.USER, login.password());
  }
}
