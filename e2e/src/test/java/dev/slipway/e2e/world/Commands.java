package dev.slipway.e2e.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs of this machine that the world is made with: git, docker and shell scripts. */
final class Commands {

  private Commands() {}

  /**
   * Runs a program to its end.
   *
   * @return what it wrote to its standard output
   * @throws IOException if it ended with another status than 0, with what it wrote
   */
  static String run(Path directory, Duration within, String... argv)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("slipway-e2e", ".out");
    Path errors = Files.createTempFile("slipway-e2e", ".err");
    try {
      Process process =
          new ProcessBuilder(argv)
              .directory(directory.toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      if (!process.waitFor(within.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(List.of(argv) + " did not end within " + within);
      }
      String out = Files.readString(output, UTF_8);
      if (process.exitValue() != 0) {
        String err = Files.readString(errors, UTF_8);
        throw new IOException(
            List.of(argv) + " ended with status " + process.exitValue() + "\n" + out + err);
      }
      return out.strip();
    } finally {
      Files.deleteIfExists(output);
      Files.deleteIfExists(errors);
    }
  }
}
