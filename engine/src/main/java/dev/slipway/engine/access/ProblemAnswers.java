package dev.slipway.engine.access;

import dev.slipway.engine.problem.ProblemWriter;
import dev.slipway.engine.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/** Says as a problem detail that a request lacks a sign-in or a right, or is malformed. */
@Component
final class ProblemAnswers
    implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

  private final ProblemWriter writer;

  ProblemAnswers(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    boolean badToken = reason instanceof BadCredentialsException;
    response.setHeader(
        HttpHeaders.WWW_AUTHENTICATE, badToken ? "Bearer error=\"invalid_token\"" : "Bearer");
    writer.write(
        Problems.of(
            HttpStatus.UNAUTHORIZED,
            "not-signed-in",
            "Not signed in",
            badToken
                ? "The token is unknown or has expired. Ask an admin for a new one."
                : "This needs a sign-in or a token.",
            Map.of()),
        request,
        response);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
      throws IOException {
    writer.write(
        reason instanceof CsrfException
            ? Problems.of(
                HttpStatus.FORBIDDEN,
                "forged",
                "Not from our page",
                "The request does not carry the token of its session in the header "
                    + BrowserSessions.CSRF_HEADER
                    + ". Load the page again.",
                Map.of())
            : Problems.forbidden(
                "Your account may not do this. Ask an admin for the right to do it."),
        request,
        response);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException reason)
      throws IOException {
    writer.write(
        Problems.of(
            HttpStatus.BAD_REQUEST,
            "malformed",
            "Not a request that is answered",
            "The address or a parameter holds characters that have no place there, such as NUL.",
            Map.of()),
        request,
        response);
  }
}
