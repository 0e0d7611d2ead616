package dev.slipway.engine.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.stereotype.Component;

/** The sessions of people in browsers. */
@Component
class BrowserSessions {

  static final String CSRF_HEADER = "X-CSRF-TOKEN";

  private final CookieCsrfTokenRepository csrfTokens;
  private final HttpSessionSecurityContextRepository contexts =
      new HttpSessionSecurityContextRepository();

  BrowserSessions() {
    this.csrfTokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
    csrfTokens.setHeaderName(CSRF_HEADER);
    csrfTokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
  }

  CookieCsrfTokenRepository csrfTokens() {
    return csrfTokens;
  }

  /** Under a new id and a new CSRF token, so that none known from before is worth anything. */
  void begin(Account account, HttpServletRequest request, HttpServletResponse response) {
    Authentication actor =
        UsernamePasswordAuthenticationToken.authenticated(
            account.name(), null, account.rights().stream().map(Right::authority).toList());
    if (request.getSession(false) != null) {
      request.changeSessionId();
    }
    new CsrfAuthenticationStrategy(csrfTokens).onAuthentication(actor, request, response);
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(actor);
    SecurityContextHolder.setContext(context);
    contexts.saveContext(context, request, response);
  }
}
