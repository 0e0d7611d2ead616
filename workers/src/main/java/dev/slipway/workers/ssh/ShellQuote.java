package dev.slipway.workers.ssh;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes the one string that SSH carries from typed arguments, for an account whose login shell is a
 * POSIX shell. The only place that quotes.
 */
public final class ShellQuote {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_/.,:=@%+-]+");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private ShellQuote() {}

  /**
   * One argument, so that a shell reads it back as it is.
   *
   * @throws IllegalArgumentException if it contains NUL or a line break
   */
  public static String argument(String argument) {
    for (int i = 0; i < argument.length(); i++) {
      char c = argument.charAt(i);
      if (c == 0 || c == '\n' || c == '\r') {
        throw new IllegalArgumentException(
            "An argument of a remote command contains a line break or NUL at position " + i);
      }
    }
    return text(argument);
  }

  /** Arguments, separated by spaces. */
  public static String arguments(List<String> arguments) {
    return arguments.stream().map(ShellQuote::argument).collect(Collectors.joining(" "));
  }

  /** Text that may have line breaks: scripts of Slipway's own and values in files. */
  static String text(String text) {
    if (text.indexOf(0) >= 0) {
      throw new IllegalArgumentException("Text for a remote shell contains NUL");
    }
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** A whole command line. */
  static String line(
      List<String> argv, Optional<String> directory, Map<String, String> environment) {
    StringBuilder line = new StringBuilder();
    directory.ifPresent(to -> line.append("cd -- ").append(argument(to)).append(" && "));
    if (!environment.isEmpty()) {
      line.append("env ");
      environment.forEach(
          (name, value) ->
              line.append(requireVariable(name)).append('=').append(text(value)).append(' '));
    }
    return line.append(arguments(argv)).toString();
  }

  /** The lines of a script that set these variables for what follows. */
  static String exports(Map<String, String> environment) {
    StringBuilder lines = new StringBuilder();
    environment.forEach(
        (name, value) ->
            lines
                .append("export ")
                .append(requireVariable(name))
                .append('=')
                .append(text(value))
                .append('\n'));
    return lines.toString();
  }

  static String requireVariable(String name) {
    if (!VARIABLE.matcher(name).matches()) {
      throw new IllegalArgumentException("Not the name of an environment variable: " + name);
    }
    return name;
  }

  static String requireAbsolute(String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("A path on a host is absolute: " + path);
    }
    argument(path);
    return path;
  }
}
