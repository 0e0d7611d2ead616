package dev.slipway.engine.problem;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What the API refuses, and how it says so. Every detail is one or two sentences: what was refused,
 * why, and what to do instead.
 */
public final class Problems {

  /** Before the name of every type of problem. */
  public static final String TYPES = "https://slipway.dev/problems/";

  private Problems() {}

  /** 404: there is no such thing. */
  public static ProblemException notFound(String detail) {
    return of(HttpStatus.NOT_FOUND, "not-found", "Not found", detail, Map.of());
  }

  /** 409: not in the present state. */
  public static ProblemException conflict(String detail) {
    return of(HttpStatus.CONFLICT, "conflict", "Not possible now", detail, Map.of());
  }

  /** 409 to a worker whose claim has gone to another. */
  public static ProblemException noLongerYours(String detail) {
    return of(HttpStatus.CONFLICT, "no-longer-yours", "No longer yours", detail, Map.of());
  }

  /** 403 to a worker whose step may not have a secret. */
  public static ProblemException secretNotGiven(String detail) {
    return of(HttpStatus.FORBIDDEN, "secret-not-given", "Not given", detail, Map.of());
  }

  /** 403: may be done, but not by this account. */
  public static ProblemException forbidden(String detail) {
    return of(HttpStatus.FORBIDDEN, "forbidden", "Not allowed", detail, Map.of());
  }

  /** 400: one field of the request has a value that is not taken. */
  public static ProblemException refused(String field, String detail) {
    return of(HttpStatus.BAD_REQUEST, "refused", "Refused", detail, Map.of("field", field));
  }

  /**
   * 400: one field of the request has a value that is not taken.
   *
   * @param allowed what would be taken, in words
   */
  public static ProblemException refused(String field, String detail, String allowed) {
    return of(
        HttpStatus.BAD_REQUEST,
        "refused",
        "Refused",
        detail,
        Map.of("field", field, "allowed", allowed));
  }

  /** 400: one field of the request has a value that is not one of these. */
  public static ProblemException refused(String field, String detail, List<String> allowed) {
    return of(
        HttpStatus.BAD_REQUEST,
        "refused",
        "Refused",
        detail,
        Map.of("field", field, "allowed", List.copyOf(allowed)));
  }

  /**
   * Any other.
   *
   * @param type lower case words with hyphens
   * @param members the extension members; those without a value are left out
   */
  public static ProblemException of(
      HttpStatus status,
      String type,
      String title,
      String detail,
      Map<String, ? extends @Nullable Object> members) {
    return new ProblemException(status, type, title, detail, members);
  }
}
