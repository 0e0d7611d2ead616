package dev.slipway.engine.access;

import dev.slipway.engine.problem.ProblemException;
import dev.slipway.engine.problem.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out, and who is signed in. */
@RestController
@Tag(name = "session")
@RequestMapping("/api/session")
class SessionController {

  private final Accounts accounts;
  private final SignInAttempts attempts;
  private final BrowserSessions sessions;

  SessionController(Accounts accounts, SignInAttempts attempts, BrowserSessions sessions) {
    this.accounts = accounts;
    this.attempts = attempts;
    this.sessions = sessions;
  }

  @Operation(operationId = "getSession", summary = "Who is signed in")
  @GetMapping
  SessionView who(@Nullable Authentication actor) {
    return SessionView.of(actor == null ? null : user(actor.getName()));
  }

  // JSON only: a form of another site can send no JSON, so nobody can be signed in from there.
  @Operation(operationId = "signIn", summary = "Signs a browser in")
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  SessionView signIn(
      @Valid @RequestBody SignIn wanted, HttpServletRequest request, HttpServletResponse response) {
    String address = request.getRemoteAddr();
    Duration wait = attempts.begin(wanted.name(), address);
    if (wait.isPositive()) {
      response.setHeader("Retry-After", Long.toString(wait.toSeconds() + 1));
      throw tooMany(wait);
    }
    Optional<Account> account = accounts.signIn(wanted.name(), wanted.password());
    if (account.isEmpty()) {
      throw Problems.of(
          HttpStatus.UNAUTHORIZED,
          "sign-in-failed",
          "Not signed in",
          "Name and password do not belong together.",
          Map.of());
    }
    attempts.succeeded(wanted.name(), address);
    sessions.begin(account.get(), request, response);
    return SessionView.of(user(account.get().name()));
  }

  @Operation(operationId = "signOut", summary = "Signs a browser out")
  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void signOut(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }

  private SessionView.User user(String name) {
    return new SessionView.User(name, accounts.find(name).map(Account::displayName).orElse(name));
  }

  private static ProblemException tooMany(Duration wait) {
    return Problems.of(
        HttpStatus.TOO_MANY_REQUESTS,
        "too-many-attempts",
        "Too many attempts",
        "Too many sign-ins have failed. Try again in " + (wait.toSeconds() + 1) + " s.",
        Map.of("retryAfter", wait.toSeconds() + 1));
  }

  record SignIn(@NotNull @Size(max = 200) String name, @NotNull @Size(max = 1024) String password) {
    @Override
    public String toString() {
      return name;
    }
  }
}
