package dev.slipway.engine.problem;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Failures that are the database's, pass by themselves, and are no fault of the request. */
final class DatabaseTrouble {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
  private static final int DEEPEST = 20;

  /** A lock that is not given in time, and a deadlock. */
  private static final Set<String> BUSY = Set.of("55P03", "40P01");

  /** PostgreSQL has ended a transaction in which nothing happened for too long. */
  private static final String IDLE = "25P03";

  private DatabaseTrouble() {}

  /** The answer to a request that failed for such a reason. */
  static Optional<ProblemException> in(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(DEEPEST)
        .map(DatabaseTrouble::of)
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Tells when to ask again. */
  static HttpHeaders headers() {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_AFTER.toSeconds()));
    return headers;
  }

  /**
   * By the classes of SQLSTATE: <a
   * href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL's error
   * codes</a>.
   */
  private static Optional<ProblemException> of(Throwable cause) {
    if (!(cause instanceof SQLException sql)) {
      return Optional.empty();
    }
    String state = sql.getSQLState() == null ? "" : sql.getSQLState();
    if (BUSY.contains(state)) {
      return Optional.of(
          later(
              "busy",
              "Busy",
              "Another change of what this request is about is being made, and takes longer than a"
                  + " request may wait for it. Try again."));
    }
    if (state.equals(IDLE)) {
      return Optional.of(
          later(
              "stood-still",
              "The server stood still",
              "The server was stopped in the middle of this request for longer than the database"
                  + " waits, and nothing was changed. Try again."));
    }
    if (state.equals("53100")) {
      return Optional.of(
          later(
              "database-full",
              "The database's disk is full",
              "PostgreSQL has no room left on its disk, so nothing can be written down. Make some"
                  + " there; runs go on by themselves."));
    }
    if (sql instanceof SQLTransientConnectionException
        || sql instanceof SQLRecoverableException
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.equals("53300")) {
      return Optional.of(
          later(
              "database-away",
              "The database cannot be reached",
              "The server runs, but its PostgreSQL does not answer. Runs go on by themselves when"
                  + " it is back; until then nothing can be shown or changed."));
    }
    return Optional.empty();
  }

  private static ProblemException later(String type, String title, String detail) {
    return Problems.of(HttpStatus.SERVICE_UNAVAILABLE, type, title, detail, Map.of());
  }
}
