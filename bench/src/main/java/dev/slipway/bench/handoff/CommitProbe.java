package dev.slipway.bench.handoff;

import dev.slipway.bench.figure.Samples;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The least that a durable step can cost on this machine: a transaction of one changed row, by the
 * same database, driver and pool.
 */
final class CommitProbe {

  private final DataSource database;

  private CommitProbe(DataSource database) {
    this.database = database;
  }

  static CommitProbe prepare(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table bench_commit (n bigint not null)");
      statement.execute("insert into bench_commit values (0)");
    }
    return new CommitProbe(database);
  }

  void commit(Samples into) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement("update bench_commit set n = n + 1")) {
      long start = System.nanoTime();
      update.executeUpdate();
      into.add(System.nanoTime() - start);
    }
  }
}
