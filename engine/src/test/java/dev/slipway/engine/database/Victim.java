package dev.slipway.engine.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

/** A server in the middle of its work, to be killed. */
final class Victim {

  private Victim() {}

  public static void main(String[] arguments) throws Exception {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(Path.of(arguments[0]), EmbeddedPostgresTest.PROPERTIES);
    EmbeddedPostgresTest.execute(
        postgres.login(), "CREATE TABLE committed AS SELECT 'kept' AS what");
    try (Connection connection = EmbeddedPostgresTest.connect(postgres.login());
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("INSERT INTO committed VALUES ('never')");
      System.out.println("ready");
      System.out.flush();
      System.in.read();
    }
  }
}
