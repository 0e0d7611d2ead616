package dev.slipway.engine.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What an account or a token may do. */
public enum Right {
  /** Everything but a worker's business. */
  ADMIN,
  /** Start and cancel runs, try environments, pin releases. */
  RELEASER,
  /** Decide tasks. */
  APPROVER,
  /** Look at everything, change nothing. */
  VIEWER,
  /** Claim and perform steps; nothing else. */
  WORKER;

  /** As it is written in the database and the API, and as Spring Security's authority. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Right> of(String text) {
    return Arrays.stream(values()).filter(right -> right.text().equals(text)).findFirst();
  }

  GrantedAuthority authority() {
    return new SimpleGrantedAuthority(text());
  }
}
