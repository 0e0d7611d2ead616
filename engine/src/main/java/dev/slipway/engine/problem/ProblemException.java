package dev.slipway.engine.problem;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** A request that is answered with a problem detail. Made by {@link Problems}. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String type;
  private final String title;
  private final transient Map<String, Object> members;

  ProblemException(
      HttpStatus status,
      String type,
      String title,
      String detail,
      Map<String, ? extends @Nullable Object> members) {
    super(detail);
    this.status = status;
    this.type = type;
    this.title = title;
    this.members = new LinkedHashMap<>();
    members.forEach(
        (name, value) -> {
          if (value != null) {
            this.members.put(name, value);
          }
        });
  }

  public HttpStatus status() {
    return status;
  }

  /** As it is sent. */
  public ProblemDetail toProblemDetail() {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, String.valueOf(getMessage()));
    problem.setType(URI.create(Problems.TYPES + type));
    problem.setTitle(title);
    members.forEach(problem::setProperty);
    return problem;
  }
}
