package dev.slipway.e2e.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL that outlives servers and can be taken away. */
public abstract sealed class Database implements AutoCloseable
    permits OwnDatabase, ServersDatabase {

  /** Starts a new one on a free port, which belongs to no server. */
  public static Database start(Path directory) throws IOException {
    return OwnDatabase.startIn(directory);
  }

  /**
   * The one that a server brings along.
   *
   * @param data the server's data directory
   */
  static Database embeddedIn(Path data) {
    return new ServersDatabase(data);
  }

  /** The settings by which a server uses it. */
  public abstract List<String> settings();

  /** Ends it as a crash does: open transactions are lost, clients learn it from their sockets. */
  public abstract void crash() throws IOException, InterruptedException;

  /** Starts it again after a crash, on the same port, with everything that was committed. */
  public abstract void recover() throws IOException;

  abstract Connection connect() throws SQLException, IOException;

  /** Runs a script of several statements. */
  void execute(String script) throws IOException {
    try (Connection connection = connect();
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
    try (Connection connection = connect();
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
  public abstract void close() throws IOException;
}
