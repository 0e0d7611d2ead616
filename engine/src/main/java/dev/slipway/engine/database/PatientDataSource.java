package dev.slipway.engine.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Whoever works on a run waits for a connection as long as the pool does; a request is answered
 * sooner, so that a person who asks while the database is away learns that at once.
 */
final class PatientDataSource extends DelegatingDataSource {

  private static final Duration FOR_A_REQUEST = Duration.ofSeconds(2);

  PatientDataSource(DataSource pool) {
    super(pool);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return RequestContextHolder.getRequestAttributes() == null
        ? super.getConnection()
        : connectionForARequest();
  }

  private Connection connectionForARequest() throws SQLException {
    CompletableFuture<Connection> wanted =
        new CompletableFuture<Connection>()
            .orTimeout(FOR_A_REQUEST.toMillis(), TimeUnit.MILLISECONDS);
    Thread.ofVirtual().name("slipway-connection").start(() -> obtain(wanted));
    try {
      return wanted.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SQLException refused) {
        throw refused;
      }
      throw new SQLTransientConnectionException(
          "The database gave no connection within " + FOR_A_REQUEST.toSeconds() + " s", e);
    }
  }

  /** One that comes too late goes back to the pool. */
  private void obtain(CompletableFuture<Connection> wanted) {
    try {
      Connection connection = super.getConnection();
      if (!wanted.complete(connection)) {
        connection.close();
      }
    } catch (SQLException | RuntimeException e) {
      wanted.completeExceptionally(e);
    }
  }
}
