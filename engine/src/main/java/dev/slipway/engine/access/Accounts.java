package dev.slipway.engine.access;

import dev.slipway.workers.step.StorableText;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The accounts of people. */
@Component
class Accounts {

  private static final int LONGEST_PASSWORD = 1024;

  private final JdbcClient jdbc;
  private final PasswordEncoder passwords;
  private final Clock clock;
  private final CompletableFuture<String> nobodysPassword;

  Accounts(JdbcClient jdbc, PasswordEncoder passwords, Clock clock) {
    this.jdbc = jdbc;
    this.passwords = passwords;
    this.clock = clock;
    // Hashing is meant to take long, and the start need not wait for it.
    this.nobodysPassword = CompletableFuture.supplyAsync(() -> encode("nobody has this password"));
  }

  Optional<Account> find(String name) {
    return jdbc.sql("SELECT * FROM slipway.account WHERE name = ?")
        .param(StorableText.of(name))
        .query((row, number) -> account(row))
        .optional();
  }

  /** The account, if the password is its own; takes as long where there is no such account. */
  Optional<Account> signIn(String name, String password) {
    if (password.length() > LONGEST_PASSWORD) {
      return Optional.empty();
    }
    Optional<Account> account = find(name).filter(found -> !found.disabled());
    boolean right =
        passwords.matches(
            password, account.map(Account::password).orElseGet(nobodysPassword::join));
    return account.filter(found -> right);
  }

  void create(String name, String displayName, String password, Set<Right> rights) {
    jdbc.sql(
            """
            INSERT INTO slipway.account (name, display_name, password, rights, created_at)
            VALUES (?, ?, ?, ?, ?)
            """)
        .params(name, displayName, encode(password), texts(rights), Timestamp.from(clock.instant()))
        .update();
  }

  void changePassword(String name, String password) {
    jdbc.sql("UPDATE slipway.account SET password = ? WHERE name = ?")
        .params(encode(password), name)
        .update();
  }

  static String[] texts(Set<Right> rights) {
    return rights.stream().map(Right::text).sorted().toArray(String[]::new);
  }

  /** A right that this version does not know gives nothing. */
  static Set<Right> rights(Array texts) throws SQLException {
    Set<Right> rights = EnumSet.noneOf(Right.class);
    Arrays.stream((String[]) texts.getArray())
        .map(Right::of)
        .forEach(r -> r.ifPresent(rights::add));
    return rights;
  }

  private String encode(String password) {
    String encoded = passwords.encode(password);
    if (encoded == null) {
      throw new IllegalStateException("A password was not hashed");
    }
    return encoded;
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        row.getString("name"),
        row.getString("display_name"),
        row.getString("password"),
        rights(row.getArray("rights")),
        row.getBoolean("disabled"));
  }
}
