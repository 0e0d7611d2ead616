package dev.slipway.workers.git;

import dev.slipway.processes.definition.Source;
import dev.slipway.workers.step.StepFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * The environment in which git reaches an application's repository. The key, if there is one, is in
 * a file of mode 0600 until this is closed.
 */
final class SourceAccess implements AutoCloseable {

  private final Path directory;
  private final Map<String, String> environment;

  private SourceAccess(Path directory, Map<String, String> environment) {
    this.directory = directory;
    this.environment = environment;
  }

  static SourceAccess open(Source source, SecretLookup secrets)
      throws IOException, StepFailedException {
    Path directory =
        Files.createTempDirectory(
            "slipway-git",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    StringBuilder ssh =
        new StringBuilder("ssh -o BatchMode=yes -o StrictHostKeyChecking=yes -o ConnectTimeout=15")
            .append(" -o ServerAliveInterval=15 -o ServerAliveCountMax=4");
    if (source.key().isPresent()) {
      Path key = directory.resolve("key");
      Files.createFile(
          key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      String text = secrets.secret(source.key().get()).reveal();
      Files.writeString(key, text.endsWith("\n") ? text : text + "\n");
      // git hands this line to a shell; the temporary directory's name is the only free part.
      ssh.append(" -o IdentitiesOnly=yes -i '")
          .append(key.toString().replace("'", "'\\''"))
          .append('\'');
    }
    return new SourceAccess(directory, Map.of("GIT_SSH_COMMAND", ssh.toString()));
  }

  Map<String, String> environment() {
    return environment;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(directory.resolve("key"));
    Files.deleteIfExists(directory);
  }
}
