package dev.slipway.engine.database;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * A statement that may share its round trip with others.
 *
 * @param sql one statement, without a semicolon; its parameters are named, as in {@code :run}
 * @param parameters by name; what shares a round trip means the same by the same name
 * @param rows reads one row of the answer
 */
public record Query<T>(
    String sql, Map<String, ? extends @Nullable Object> parameters, RowMapper<T> rows) {

  /** A statement whose answer nobody reads. */
  public static Query<Boolean> unread(
      String sql, Map<String, ? extends @Nullable Object> parameters) {
    return new Query<>(sql, parameters, (row, number) -> true);
  }
}
