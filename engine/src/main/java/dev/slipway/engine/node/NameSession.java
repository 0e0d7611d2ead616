package dev.slipway.engine.node;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection on which a name is held, by an advisory lock of PostgreSQL: the name is free in the
 * moment in which the connection ends, however that comes about.
 */
final class NameSession implements AutoCloseable {

  /** The first key of the locks; the second is made of the name. */
  static final int NAMES = 0x736c7077;

  private static final int STARTS = NAMES + 1;
  private static final Logger LOG = LoggerFactory.getLogger(NameSession.class);
  private static final Duration ANSWER = Duration.ofSeconds(4);

  /** How the database finds out by itself that the machine of a server has gone: within 20 s. */
  private static final String KEEP_ALIVE =
      "set tcp_keepalives_idle = 8; set tcp_keepalives_interval = 4; set tcp_keepalives_count = 3";

  private final Connection connection;

  private NameSession(Connection connection) {
    this.connection = connection;
  }

  /** Takes a name, or nothing if another connection has it. */
  static Optional<NameSession> take(DataSource database, String name) throws SQLException {
    Connection connection = database.getConnection();
    NameSession session = new NameSession(connection);
    boolean taken = false;
    try {
      connection.setAutoCommit(true);
      connection.setNetworkTimeout(Runnable::run, (int) ANSWER.toMillis());
      try (Statement statement = connection.createStatement()) {
        statement.execute(KEEP_ALIVE);
      }
      taken = session.ask("select pg_try_advisory_lock(" + NAMES + ", hashtext(?))", name);
      return taken ? Optional.of(session) : Optional.empty();
    } finally {
      if (!taken) {
        session.close();
      }
    }
  }

  /** Whether only this server starts now; ended by {@link #started()}. */
  boolean startAlone() throws SQLException {
    return ask("select pg_try_advisory_lock(" + STARTS + ", length(?))", "");
  }

  void started() throws SQLException {
    boolean unused = ask("select pg_advisory_unlock(" + STARTS + ", length(?))", "");
  }

  /**
   * Says that this server lives; false if another has taken it over meanwhile.
   *
   * @param incarnation which life of it
   */
  boolean beat(String name, long incarnation) throws SQLException {
    try (PreparedStatement beat =
        connection.prepareStatement(
            "update slipway.node set heartbeat = clock_timestamp()"
                + " where name = ? and incarnation = ? and ended_at is null")) {
      beat.setString(1, name);
      beat.setLong(2, incarnation);
      return beat.executeUpdate() == 1;
    }
  }

  private boolean ask(String question, String about) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      statement.setString(1, about);
      try (ResultSet answer = statement.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }

  /** Lets the name go. */
  @Override
  public void close() {
    try (Connection closing = connection) {
      try (Statement statement = closing.createStatement()) {
        statement.execute("select pg_advisory_unlock_all()");
      }
      closing.setNetworkTimeout(Runnable::run, 0);
    } catch (SQLException e) {
      LOG.debug("The connection of the server's name had ended already: {}", e.getMessage());
    }
  }
}
