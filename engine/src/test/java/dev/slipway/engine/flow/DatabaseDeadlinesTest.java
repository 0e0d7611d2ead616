package dev.slipway.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever the server asks its database has an end. */
@FlowTest
class DatabaseDeadlinesTest {

  private final DataSource database;

  @Autowired
  DatabaseDeadlinesTest(DataSource database) {
    this.database = database;
  }

  @Test
  void nobodyWaitsForAnAnswerForALockOrForAForgottenTransactionForEver() throws SQLException {
    try (Connection connection = database.getConnection()) {
      // then
      assertThat(connection.getNetworkTimeout()).isEqualTo(120_000);
      assertThat(setting(connection, "lock_timeout")).isEqualTo("30s");
      assertThat(setting(connection, "idle_in_transaction_session_timeout")).isEqualTo("1min");
    }
  }

  private static String setting(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show " + name)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
