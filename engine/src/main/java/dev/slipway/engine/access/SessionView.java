package dev.slipway.engine.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in.
 *
 * @param user null if nobody is
 * @param csrfHeader the header in which a browser sends back the token of the cookie
 * @param version of the server
 */
record SessionView(@Nullable User user, String csrfHeader, String version) {

  static SessionView of(@Nullable User user) {
    String version = SessionView.class.getPackage().getImplementationVersion();
    return new SessionView(
        user, BrowserSessions.CSRF_HEADER, Optional.ofNullable(version).orElse("development"));
  }

  record User(String name, String displayName) {}
}
