package dev.slipway.engine.start;

import java.net.BindException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Tells a failed start in one sentence with a next step, where the reason is a known one. */
public final class StartFailures {

  private StartFailures() {}

  /** One or two sentences, or nothing if the reason is not a known one. */
  public static Optional<String> explain(Throwable failure) {
    return causes(failure).map(StartFailures::known).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> known(Throwable cause) {
    return Optional.ofNullable(
        switch (cause) {
          case CannotStartException cannot -> cannot.getMessage();
          case PortInUseException port ->
              "Port "
                  + port.getPort()
                  + " is taken by another process. Stop it, or choose another port with --port.";
          case BindException bind ->
              "The server cannot listen on the given address ("
                  + bind.getMessage()
                  + "). Choose another with --bind and --port.";
          case BindValidationException invalid -> invalid(invalid);
          case ConfigurationPropertiesBindException setting -> setting(setting);
          case SQLException sql -> database(sql);
          default -> null;
        });
  }

  private static String invalid(BindValidationException failure) {
    return failure.getValidationErrors().getAllErrors().stream()
        .map(
            error ->
                failure.getValidationErrors().getName() + name(error) + " " + reason(error) + ".")
        .distinct()
        .reduce("", (all, one) -> all.isEmpty() ? one : all + " " + one);
  }

  private static String name(ObjectError error) {
    return error instanceof FieldError field ? "." + field.getField() : "";
  }

  private static String reason(ObjectError error) {
    String message = error.getDefaultMessage();
    return message == null ? "is not valid" : message;
  }

  private static @Nullable String setting(ConfigurationPropertiesBindException failure) {
    return causes(failure)
        .filter(org.springframework.boot.context.properties.bind.BindException.class::isInstance)
        .map(org.springframework.boot.context.properties.bind.BindException.class::cast)
        .filter(bind -> causes(bind).noneMatch(BindValidationException.class::isInstance))
        .map(
            bind ->
                "The setting "
                    + bind.getName()
                    + " has a value that does not fit: "
                    + root(bind).getMessage()
                    + ". Correct it and start again.")
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String database(SQLException failure) {
    String state = failure.getSQLState();
    if (state == null) {
      return null;
    }
    if (state.startsWith("08")) {
      return "The database cannot be reached: "
          + oneLine(failure)
          + " Check spring.datasource.url, or leave it out to use the embedded PostgreSQL.";
    }
    if (state.startsWith("28")) {
      return "The database refuses the sign-in: "
          + oneLine(failure)
          + ". Check spring.datasource.username and spring.datasource.password.";
    }
    if (state.equals("3D000")) {
      return "The database does not exist: "
          + oneLine(failure)
          + ". Create it, or correct spring.datasource.url.";
    }
    return null;
  }

  private static String oneLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).replaceAll("\\s+", " ").strip();
  }

  private static Throwable root(Throwable failure) {
    return causes(failure).reduce(failure, (outer, inner) -> inner);
  }

  /** From the outermost inwards; a chain that bites its own tail ends as well. */
  private static Stream<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure; cause != null && causes.size() < 50; cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes.stream();
  }
}
