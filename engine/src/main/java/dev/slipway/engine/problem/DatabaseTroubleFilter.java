package dev.slipway.engine.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers where the database is missed before a controller is reached: tokens and accounts are kept
 * there as well.
 */
@Component
@Order(DatabaseTroubleFilter.AROUND_SECURITY)
final class DatabaseTroubleFilter extends OncePerRequestFilter {

  /** Spring Security's filters are at -100. */
  static final int AROUND_SECURITY = -102;

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseTroubleFilter.class);

  private final ProblemWriter writer;

  DatabaseTroubleFilter(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (ServletException | RuntimeException e) {
      Optional<ProblemException> trouble = DatabaseTrouble.in(e);
      if (trouble.isEmpty() || response.isCommitted()) {
        throw e;
      }
      LOG.debug("{} {} missed the database", request.getMethod(), request.getRequestURI(), e);
      response.reset();
      DatabaseTrouble.headers()
          .forEach((name, values) -> response.setHeader(name, values.getFirst()));
      writer.write(trouble.get(), request, response);
    }
  }
}
