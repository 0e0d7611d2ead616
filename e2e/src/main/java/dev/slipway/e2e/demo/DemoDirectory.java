package dev.slipway.e2e.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory in which a demo keeps everything. It is emptied at each start, so it is only ever
 * one that a demo made: it carries a mark, which is also the lock that keeps a second demo out.
 */
final class DemoDirectory implements AutoCloseable {

  private static final String MARK = ".slipway-demo";
  private static final Path DEFAULT = Path.of("demo-data");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/-]+");

  private final Path root;
  private final boolean passing;
  private final FileChannel mark;
  private final Path plain;

  private DemoDirectory(Path root, boolean passing, FileChannel mark) throws IOException {
    this.root = root;
    this.passing = passing;
    this.mark = mark;
    this.plain = PLAIN.matcher(root.toString()).matches() ? root : alias(root);
  }

  private static Path alias(Path root) throws IOException {
    Path link = Files.createTempDirectory("slipway-demo-").resolve("data");
    return Files.createSymbolicLink(link, root);
  }

  /**
   * Takes a directory and empties it.
   *
   * @param wanted where; null for the default
   * @param passing whether it is removed at the end; the default is then a temporary one
   * @throws DemoException if the directory is not a demo's own or another demo runs in it
   */
  static DemoDirectory prepare(@Nullable Path wanted, boolean passing)
      throws IOException, DemoException {
    Path root;
    if (wanted == null && passing) {
      root = Files.createTempDirectory("slipway-demo-");
    } else {
      root = (wanted == null ? DEFAULT : wanted).toAbsolutePath().normalize();
      refuseForeign(root);
      Files.createDirectories(root);
    }
    root = root.toRealPath();
    FileChannel mark =
        FileChannel.open(root.resolve(MARK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = mark.tryLock();
    if (lock == null) {
      mark.close();
      throw new DemoException(
          "Another demo is running in " + root + ". Stop it, or choose another --dir.");
    }
    return new DemoDirectory(root, passing, mark);
  }

  private static void refuseForeign(Path root) throws IOException, DemoException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(root)) {
      throw new DemoException(root + " is not a directory. Choose another --dir.");
    }
    try (Stream<Path> entries = Files.list(root)) {
      if (!Files.exists(root.resolve(MARK)) && entries.findAny().isPresent()) {
        throw new DemoException(
            root
                + " has files in it and was not made by the demo, which would empty it."
                + " Choose another --dir.");
      }
    }
  }

  Path root() {
    return root;
  }

  /**
   * This directory under a name that application files allow: itself, or a link to it where its own
   * name has spaces and the like.
   */
  Path plain() {
    return plain;
  }

  Path resolve(String name) {
    return root.resolve(name);
  }

  /** Removes what an earlier demo left. */
  void empty() throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      for (Path entry : entries.filter(path -> !path.endsWith(MARK)).toList()) {
        remove(entry);
      }
    }
  }

  /** Writes a file that only its owner may read. */
  Path writePrivately(String name, String content) throws IOException {
    Path file = root.resolve(name);
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
      Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx------"));
    }
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, content, StandardCharsets.UTF_8);
    return file;
  }

  @Override
  public void close() throws IOException {
    if (!plain.equals(root)) {
      Files.deleteIfExists(plain);
      Files.deleteIfExists(Objects.requireNonNull(plain.getParent()));
    }
    if (passing) {
      remove(root);
    }
    mark.close();
  }

  private static void remove(Path start) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> tree = Files.walk(start)) {
      deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
