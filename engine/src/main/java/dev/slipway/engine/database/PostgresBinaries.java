package dev.slipway.engine.database;

import dev.slipway.engine.start.CannotStartException;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked from the class path once per version. */
final class PostgresBinaries {

  private PostgresBinaries() {}

  /**
   * The directory that holds {@code bin}, {@code lib} and {@code share}.
   *
   * @throws CannotStartException if there are no programs for this kind of machine
   */
  static Path unpackInto(Path parent) throws IOException {
    byte[] archive = archive();
    Path home = parent.resolve("postgresql-" + checksum(archive));
    if (Files.isDirectory(home)) {
      return home;
    }
    Files.createDirectories(parent);
    Path temporary = Files.createTempDirectory(parent, ".unpacking");
    try {
      unpack(archive, temporary);
      Files.move(temporary, home);
    } catch (IOException e) {
      // Another process may have unpacked the same programs in the meantime.
      if (!Files.isDirectory(home)) {
        throw e;
      }
    } finally {
      Trees.delete(temporary);
    }
    return home;
  }

  private static byte[] archive() throws IOException {
    String system = System.getProperty("os.name", "").startsWith("Mac") ? "Darwin" : "Linux";
    String machine = System.getProperty("os.arch", "");
    try (InputStream in = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine)) {
      return in.readAllBytes();
    } catch (IllegalStateException e) {
      throw new CannotStartException(
          "There is no embedded PostgreSQL for " + system + " on " + machine,
          "Give a PostgreSQL of your own with --spring.datasource.url=jdbc:postgresql://…",
          e);
    }
  }

  private static void unpack(byte[] archive, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(
                new BufferedInputStream(new ByteArrayInputStream(archive))))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(entry, tar, target);
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path target)
      throws IOException {
    Path file = target.resolve(entry.getName()).normalize();
    if (!file.startsWith(target)) {
      throw new IOException("The archive of PostgreSQL names a file outside: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.resolve("..").normalize());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, file);
      boolean program = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          file, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  /** Tells one version from another. Nothing rests on it, and every start waits for it. */
  private static String checksum(byte[] archive) {
    CRC32 checksum = new CRC32();
    checksum.update(archive);
    return "%08x-%d".formatted(checksum.getValue(), archive.length);
  }
}
