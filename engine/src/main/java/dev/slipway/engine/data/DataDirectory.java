package dev.slipway.engine.data;

import dev.slipway.engine.start.CannotStartException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.util.unit.DataSize;

/**
 * The data directory, held by this server alone for as long as it is open.
 *
 * <p>The lock is the operating system's, so it ends with the process however the process ends. The
 * file {@code version} holds the number of the directory's format.
 */
public final class DataDirectory implements AutoCloseable {

  /**
   * With less, its disk is full: PostgreSQL needs a new segment of its journal, 16 MB, any time.
   */
  public static final DataSize LEAST_ROOM = DataSize.ofMegabytes(32);

  /** Grows whenever an older version could not read what this one writes. */
  static final int FORMAT = 1;

  private final Path root;
  private final FileChannel lockFile;

  private DataDirectory(Path root, FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /**
   * Makes the directory if needed and takes hold of it.
   *
   * @throws CannotStartException if it cannot be written, is in use, or is of a newer version
   */
  public static DataDirectory open(Path directory) {
    Path root = directory.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(root)) {
        Files.createDirectories(root);
        PrivateFiles.restrictDirectory(root);
      }
      FileChannel lockFile =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        lock(root, lockFile);
        checkFormat(root);
        return new DataDirectory(root, lockFile);
      } catch (IOException | RuntimeException e) {
        lockFile.close();
        throw e;
      }
    } catch (IOException e) {
      throw cannotBeWritten(root, e);
    }
  }

  /** Absolute and normalised. */
  public Path path() {
    return root;
  }

  /**
   * Where secrets are stored, one file each. Made before anybody stores one, so that nobody makes
   * it readable for others.
   *
   * @throws CannotStartException if it cannot be made
   */
  public Path secrets() {
    Path secrets = root.resolve("secrets");
    try {
      if (!Files.exists(secrets)) {
        Files.createDirectory(secrets);
        PrivateFiles.restrictDirectory(secrets);
      }
      return secrets;
    } catch (IOException e) {
      throw cannotBeWritten(secrets, e);
    }
  }

  /** A file or directory of this name, at the top of the data directory. */
  public Path resolve(String name) {
    return root.resolve(name);
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }

  private static void lock(Path root, FileChannel lockFile) throws IOException {
    FileLock lock;
    try {
      lock = lockFile.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new CannotStartException(
          "The data directory " + root + " is in use by another server",
          "Stop that server, or choose another directory with --data");
    }
  }

  private static void checkFormat(Path root) throws IOException {
    Path version = root.resolve("version");
    if (!Files.exists(version)) {
      PrivateFiles.write(version, FORMAT + "\n");
      return;
    }
    String written = Files.readString(version).strip();
    if (!written.matches("\\d{1,6}")) {
      throw new CannotStartException(
          "The file " + version + " holds no version number", "Restore it from a backup");
    }
    if (Integer.parseInt(written) > FORMAT) {
      throw new CannotStartException(
          "The data directory "
              + root
              + " is of a newer version of Slipway (format "
              + written
              + ", this version knows up to "
              + FORMAT
              + ")",
          "Start that newer version, or choose another directory with --data");
    }
  }

  private static CannotStartException cannotBeWritten(Path directory, IOException why) {
    return new CannotStartException(
        "The data directory " + directory + " cannot be written (" + reason(why) + ")",
        "Make it writable for the user who starts the server, or choose another with --data",
        why);
  }

  private static String reason(IOException failure) {
    return failure instanceof java.nio.file.FileAlreadyExistsException
        ? "it is not a directory"
        : failure.getClass().getSimpleName().replace("Exception", "");
  }
}
