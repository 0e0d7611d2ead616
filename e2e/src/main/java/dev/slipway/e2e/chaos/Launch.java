package dev.slipway.e2e.chaos;

import java.nio.file.Path;
import java.util.List;

/**
 * How a server is started.
 *
 * @param classPath the product's own
 * @param archive where the JVM keeps the classes as they are laid out in memory, which halves the
 *     time of a start; written by the first server that ends in order
 */
public record Launch(String classPath, Path archive) {

  List<String> options() {
    return List.of(
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + archive.toAbsolutePath(),
        "-Xlog:disable",
        "-Xlog:all=error");
  }
}
