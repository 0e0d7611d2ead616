package dev.slipway.engine.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The application files a command is about. */
final class ApplicationFiles {

  /** More than a definition may have, so that the parser is the one to refuse it. */
  private static final int MOST_BYTES = 512 * 1024;

  private ApplicationFiles() {}

  /**
   * @param target a file, the name of an application, or null for all
   */
  static List<Path> of(@Nullable String target, Path directory) {
    if (target == null) {
      return all(directory);
    }
    Stream<Path> places =
        Stream.of(
            Path.of(target),
            directory.resolve(target + ".yaml"),
            directory.resolve(target + ".yml"));
    return places
        .filter(Files::isRegularFile)
        .findFirst()
        .map(List::of)
        .orElseThrow(
            () ->
                new CommandFailure(
                    "There is neither a file "
                        + Screen.safe(target)
                        + " nor "
                        + Screen.safe(directory.resolve(target + ".yaml").toString())
                        + ". Name a file, or the directory with --applications DIR.",
                    ExitCode.USAGE));
  }

  static String read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CommandFailure("The file " + file + " cannot be read.", ExitCode.USAGE);
    }
  }

  private static List<Path> all(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new CommandFailure(
          "There is no directory "
              + directory
              + ". Name a file, or the directory with --applications DIR.",
          ExitCode.USAGE);
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> found =
          files.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().toList();
      if (found.isEmpty()) {
        throw new CommandFailure(
            "There is no application file (*.yaml) in " + directory + ".", ExitCode.USAGE);
      }
      return found;
    } catch (IOException e) {
      throw new CommandFailure("The directory " + directory + " cannot be read.", ExitCode.USAGE);
    }
  }
}
