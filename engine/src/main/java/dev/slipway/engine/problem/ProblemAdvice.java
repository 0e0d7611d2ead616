package dev.slipway.engine.problem;

import dev.slipway.engine.secret.SecretRefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns every failure of a request into a problem detail, and none into a stack trace. */
@RestControllerAdvice
class ProblemAdvice {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> refused(ProblemException problem, HttpServletRequest request) {
    return answer(problem.toProblemDetail(), HttpHeaders.EMPTY, request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> invalid(
      MethodArgumentNotValidException invalid, HttpServletRequest request) {
    List<Map<String, String>> fields =
        invalid.getBindingResult().getFieldErrors().stream()
            .map(error -> Map.of("field", error.getField(), "detail", message(error)))
            .toList();
    String detail =
        fields.stream()
            .map(field -> field.get("field") + " " + field.get("detail"))
            .sorted()
            .reduce((one, other) -> one + ", " + other)
            .orElse("The request is not valid");
    ProblemDetail problem = Problems.refused(firstField(invalid), detail + ".").toProblemDetail();
    problem.setProperty("fields", fields);
    return answer(problem, HttpHeaders.EMPTY, request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unreadable(
      HttpMessageNotReadableException unreadable, HttpServletRequest request) {
    return answer(
        Problems.of(
                HttpStatus.BAD_REQUEST,
                "unreadable",
                "Not readable",
                "The body of the request is not the JSON that is expected here.",
                Map.of())
            .toProblemDetail(),
        HttpHeaders.EMPTY,
        request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> mismatched(
      MethodArgumentTypeMismatchException mismatch, HttpServletRequest request) {
    return answer(
        Problems.refused(
                mismatch.getName(), "The value of " + mismatch.getName() + " does not fit.")
            .toProblemDetail(),
        HttpHeaders.EMPTY,
        request);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> unusable(
      SecretRefusedException refused, HttpServletRequest request) {
    return answer(
        Problems.conflict(refused.getMessage() + ".").toProblemDetail(),
        HttpHeaders.EMPTY,
        request);
  }

  /** Whoever asked has gone; there is nobody to answer. */
  @ExceptionHandler
  void gone(AsyncRequestNotUsableException gone) {
    LOG.debug("The client has gone", gone);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> any(Exception failure, HttpServletRequest request)
      throws Exception {
    if (failure instanceof AccessDeniedException
        || failure instanceof AuthenticationException
        || failure instanceof RequestRejectedException) {
      // Spring Security's own filter answers these.
      throw failure;
    }
    if (failure instanceof ErrorResponse known && !known.getStatusCode().is5xxServerError()) {
      ProblemDetail problem = known.getBody();
      return answer(problem, known.getHeaders(), request);
    }
    Optional<ProblemException> trouble = DatabaseTrouble.in(failure);
    if (trouble.isPresent()) {
      return answer(trouble.get().toProblemDetail(), DatabaseTrouble.headers(), request);
    }
    return answer(unexpected(failure, request), HttpHeaders.EMPTY, request);
  }

  private static ProblemDetail unexpected(Exception failure, HttpServletRequest request) {
    String incident = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    LOG.error(
        "Incident {} at {} {}", incident, request.getMethod(), request.getRequestURI(), failure);
    return Problems.of(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "incident",
            "Something went wrong in the server",
            "The server's log says what, under incident " + incident + ".",
            Map.of("incident", incident))
        .toProblemDetail();
  }

  private static ResponseEntity<ProblemDetail> answer(
      ProblemDetail problem, HttpHeaders headers, HttpServletRequest request) {
    problem.setInstance(RequestAddress.of(request));
    // Set by hand, because a client of an event stream accepts no JSON and would get nothing.
    return ResponseEntity.status(HttpStatusCode.valueOf(problem.getStatus()))
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  private static String firstField(MethodArgumentNotValidException invalid) {
    FieldError first = invalid.getBindingResult().getFieldError();
    return first == null ? "" : first.getField();
  }

  private static String message(FieldError error) {
    @Nullable String message = error.getDefaultMessage();
    return message == null ? "is not valid" : message;
  }
}
