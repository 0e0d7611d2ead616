package dev.slipway.engine.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tokens for programs: shown once, kept as a hash. */
@Component
class Tokens {

  /** Lets people and scanners recognise one that got lost. */
  static final String PREFIX = "slw_";

  private static final Duration USED_TO_THE = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Tokens(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Makes a token, in place of one of the same name.
   *
   * @param expiresAt null for never
   * @return the token itself, which is not kept
   */
  String issue(String name, Set<Right> rights, String by, @Nullable Instant expiresAt) {
    return issue(name, rights, TokenLimits.NONE, by, expiresAt);
  }

  /** As {@link #issue(String, Set, String, Instant)}, for a worker with limits. */
  String issue(
      String name, Set<Right> rights, TokenLimits limits, String by, @Nullable Instant expiresAt) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    jdbc.sql(
            """
            INSERT INTO slipway.token
              (name, hash, rights, topics, environments, created_by, created_at, expires_at)
            VALUES (:name, :hash, :rights, :topics, :environments, :by, :now, :expires)
            ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, rights = excluded.rights,
              topics = excluded.topics, environments = excluded.environments,
              created_by = excluded.created_by, created_at = excluded.created_at,
              expires_at = excluded.expires_at, used_at = NULL
            """)
        .param("name", name)
        .param("hash", hash(token))
        .param("rights", Accounts.texts(rights))
        .param("topics", limits.topics().toArray(String[]::new))
        .param("environments", limits.environments().toArray(String[]::new))
        .param("by", by)
        .param("now", Timestamp.from(clock.instant()))
        .param("expires", expiresAt == null ? null : Timestamp.from(expiresAt))
        .update();
    return token;
  }

  /** The token's name and rights, if it is one and has not expired. */
  Optional<TokenView> find(String token) {
    if (!token.startsWith(PREFIX) || token.length() > 100) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Optional<TokenView> found =
        jdbc.sql("SELECT * FROM slipway.token WHERE hash = ?")
            .param(hash(token))
            .query((row, number) -> view(row))
            .optional()
            .filter(view -> view.expiresAt() == null || view.expiresAt().isAfter(now));
    found.ifPresent(view -> markUsed(view, now));
    return found;
  }

  List<TokenView> all() {
    return jdbc.sql("SELECT * FROM slipway.token ORDER BY name")
        .query((row, number) -> view(row))
        .list();
  }

  boolean revoke(String name) {
    return jdbc.sql("DELETE FROM slipway.token WHERE name = ?").param(name).update() > 0;
  }

  /** To the minute: a worker asks many times a second, and each mark is a write. */
  private void markUsed(TokenView token, Instant now) {
    Instant before = token.usedAt();
    if (before == null || before.plus(USED_TO_THE).isBefore(now)) {
      jdbc.sql("UPDATE slipway.token SET used_at = ? WHERE name = ?")
          .params(Timestamp.from(now), token.name())
          .update();
    }
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }

  private static TokenView view(ResultSet row) throws SQLException {
    Timestamp expires = row.getTimestamp("expires_at");
    Timestamp used = row.getTimestamp("used_at");
    return new TokenView(
        row.getString("name"),
        Accounts.rights(row.getArray("rights")).stream().sorted().toList(),
        new TokenLimits(texts(row.getArray("topics")), texts(row.getArray("environments"))),
        row.getString("created_by"),
        row.getTimestamp("created_at").toInstant(),
        expires == null ? null : expires.toInstant(),
        used == null ? null : used.toInstant());
  }
}
