package dev.slipway.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A private directory for everything that one bench writes; closing removes it. */
public final class Workplace implements AutoCloseable {

  // /tmp is often kept in memory, where fsync costs nothing and a database looks too fast.
  private static final Path ON_DISK = Path.of("/var/tmp");

  private final Path root;

  private Workplace(Path root) {
    this.root = root;
  }

  public static Workplace make() throws IOException {
    Path parent =
        Files.isWritable(ON_DISK) ? ON_DISK : Path.of(System.getProperty("java.io.tmpdir", "."));
    return new Workplace(Files.createTempDirectory(parent, "slipway-bench-"));
  }

  public Path resolve(String name) {
    return root.resolve(name);
  }

  /** The kind of file system, such as {@code ext4}: what an fsync costs depends on it. */
  public String fileSystem() throws IOException {
    return Files.getFileStore(root).type();
  }

  public Path directory(String name) throws IOException {
    return Files.createDirectories(root.resolve(name));
  }

  public Path write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    return Files.writeString(file, text);
  }

  /** Writes a file that nobody else may read. */
  public void writePrivately(String name, String text) throws IOException {
    Path file = write(name, "");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file, text);
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(root)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }
}
