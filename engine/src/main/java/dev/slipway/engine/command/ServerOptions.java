package dev.slipway.engine.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a command speaks to, and in whose name. */
final class ServerOptions {

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${env:SLIPWAY_SERVER:-http://127.0.0.1:8080}",
      description = "The server (default: ${DEFAULT-VALUE}; or SLIPWAY_SERVER).")
  private String server = "";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Holds the token (else SLIPWAY_TOKEN, else the data directory's admin-token).")
  private @Nullable Path tokenFile;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "The data directory of a server on this machine (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data");

  Api api() {
    return new Api(base(), token());
  }

  Api api(String token) {
    return new Api(base(), token);
  }

  URI base() {
    try {
      URI base = URI.create(server.replaceAll("/+$", ""));
      if (base.getHost() != null && List.of("http", "https").contains(base.getScheme())) {
        return base;
      }
    } catch (IllegalArgumentException e) {
      throw wrongServer();
    }
    throw wrongServer();
  }

  /**
   * @param given on the command line; null to look where every command looks
   */
  String requireToken(@Nullable String given) {
    String token = given == null ? token() : given.strip();
    if (token == null) {
      throw new CommandFailure(
          "This needs a token. Give one with --token-file FILE or SLIPWAY_TOKEN.", ExitCode.USAGE);
    }
    return token;
  }

  private CommandFailure wrongServer() {
    return new CommandFailure(
        "--server wants a URL such as http://127.0.0.1:8080, not: " + Screen.safe(server),
        ExitCode.USAGE);
  }

  private @Nullable String token() {
    Path given = tokenFile;
    if (given != null) {
      return read(given);
    }
    String variable = System.getenv("SLIPWAY_TOKEN");
    if (variable != null && !variable.isBlank()) {
      return variable.strip();
    }
    Path own = data.resolve("admin-token");
    return Files.isReadable(own) ? read(own) : null;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CommandFailure("The token file " + file + " cannot be read.", ExitCode.USAGE);
    }
  }
}
