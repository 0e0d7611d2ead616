package dev.slipway.e2e.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process that has come to its end: its exit status, and all it wrote. */
public record Ended(int status, String output) {

  private static final int WITHIN_SECONDS = 120;

  static Ended of(Process process, Path output) throws IOException, InterruptedException {
    if (!process.waitFor(WITHIN_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new IOException(
          "The process did not end within " + WITHIN_SECONDS + " s:\n" + Files.readString(output));
    }
    return new Ended(process.exitValue(), Files.readString(output, UTF_8));
  }
}
