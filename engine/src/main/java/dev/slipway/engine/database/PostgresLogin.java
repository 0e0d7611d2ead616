package dev.slipway.engine.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How to sign in to the embedded PostgreSQL.
 *
 * @param port on the loopback interface
 * @param password never printed
 */
record PostgresLogin(int port, String password) {

  static final String USER = "postgres";
  private static final String DATABASE = "slipway";
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
  }

  void prepareDatabase() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      try (ResultSet there =
          statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")) {
        if (there.next()) {
          return;
        }
      }
      statement.execute("CREATE DATABASE " + DATABASE);
    }
  }

  /** Ends what a killed server has left open, and with it the locks it holds. */
  void endOtherSessions(Duration within) throws SQLException, InterruptedException {
    long end = System.nanoTime() + within.toNanos();
    while (true) {
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        statement.execute(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
            """);
        return;
      } catch (SQLException e) {
        // It may still be recovering from a crash.
        if (System.nanoTime() - end > 0) {
          throw e;
        }
        Thread.sleep(BETWEEN_TRIES);
      }
    }
  }

  @Override
  public String toString() {
    return USER + " on port " + port;
  }

  private Connection connect() throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName("postgres");
    source.setUser(USER);
    source.setPassword(password);
    source.setConnectTimeout(10);
    return source.getConnection();
  }
}
