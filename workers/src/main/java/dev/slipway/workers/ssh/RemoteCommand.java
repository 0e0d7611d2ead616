package dev.slipway.workers.ssh;

import dev.slipway.workers.step.FencingToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A short command for the foreground; one minute unless told otherwise. Immutable. */
public final class RemoteCommand {

  private static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(1);

  private final List<String> argv;
  private final Optional<String> directory;
  private final Map<String, String> environment;
  private final byte[] stdin;
  private final Duration deadline;
  private final Optional<Fence> fence;

  private RemoteCommand(
      List<String> argv,
      Optional<String> directory,
      Map<String, String> environment,
      byte[] stdin,
      Duration deadline,
      Optional<Fence> fence) {
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("A command has at least one argument: its name");
    }
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("A deadline is longer than nothing");
    }
    ShellQuote.line(argv, directory, environment);
    this.argv = List.copyOf(argv);
    this.directory = directory;
    this.environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    this.stdin = stdin;
    this.deadline = deadline;
    this.fence = fence;
  }

  /**
   * A program and its arguments, each handed over as it is.
   *
   * @throws IllegalArgumentException if an argument contains NUL or a line break
   */
  public static RemoteCommand of(String... argv) {
    return of(List.of(argv));
  }

  /** As {@link #of(String...)}. */
  public static RemoteCommand of(List<String> argv) {
    return new RemoteCommand(
        argv, Optional.empty(), Map.of(), new byte[0], DEFAULT_DEADLINE, Optional.empty());
  }

  /**
   * A POSIX shell script, handed over by standard input. It is run as one function, so that a
   * connection that breaks in its middle, and ends the input, runs none of it and not a part.
   *
   * @param script its text
   * @param args its {@code $1}, {@code $2} and so on
   */
  public static RemoteCommand script(String script, String... args) {
    List<String> argv = new ArrayList<>(List.of("sh", "-s", "--"));
    argv.addAll(Arrays.asList(args));
    String whole = "main() {\n" + script + "\n}\nmain \"$@\"\n";
    return of(argv).stdin(whole.getBytes(StandardCharsets.UTF_8));
  }

  /** The directory to run in; absolute. */
  public RemoteCommand in(String directory) {
    return new RemoteCommand(
        argv,
        Optional.of(ShellQuote.requireAbsolute(directory)),
        environment,
        stdin,
        deadline,
        fence);
  }

  /** Sets environment variables. Others on the host can see them: never a secret. */
  public RemoteCommand with(Map<String, String> environment) {
    return new RemoteCommand(argv, directory, environment, stdin, deadline, fence);
  }

  /** What the command reads from its standard input: the place for a secret. */
  public RemoteCommand stdin(byte[] stdin) {
    return new RemoteCommand(argv, directory, environment, stdin.clone(), deadline, fence);
  }

  /** How long the command may take. */
  public RemoteCommand within(Duration deadline) {
    return new RemoteCommand(argv, directory, environment, stdin, deadline, fence);
  }

  /**
   * Refuses to run once a newer run, or a newer claim of the same step, has changed anything under
   * this root. What the command reads is kept on the host, readable for its account only, until it
   * starts.
   *
   * @param root the root directory of the environment on the host
   */
  public RemoteCommand fenced(String root, FencingToken token) {
    return fenced(Fence.below(root, token));
  }

  RemoteCommand fenced(Fence guard) {
    return new RemoteCommand(argv, directory, environment, stdin, deadline, Optional.of(guard));
  }

  byte[] stdin() {
    return stdin.clone();
  }

  Duration deadline() {
    return deadline;
  }

  Optional<Fence> fence() {
    return fence;
  }

  /** The command line as it is sent. */
  String line() {
    String line = ShellQuote.line(argv, directory, environment);
    return fence.map(guard -> RemoteScripts.guarded(guard, line, stdin.length)).orElse(line);
  }

  /** The program's name with the first arguments, for messages. */
  @Override
  public String toString() {
    String words = String.join(" ", argv);
    return words.length() > 200 ? words.substring(0, 200) + "…" : words;
  }
}
