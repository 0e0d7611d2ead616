package dev.slipway.bench.machine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Programs that other packages bring, looked for where an administrator's shell would look. */
public final class Programs {

  private static final List<String> SYSTEM =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

  private final List<String> directories;

  Programs(List<String> directories) {
    this.directories = List.copyOf(directories);
  }

  public static Programs ofThisMachine() {
    List<String> directories = new ArrayList<>();
    String path = System.getenv("PATH");
    if (path != null) {
      Arrays.stream(path.split(File.pathSeparator, -1))
          .filter(each -> each.startsWith("/"))
          .forEach(directories::add);
    }
    SYSTEM.stream().filter(each -> !directories.contains(each)).forEach(directories::add);
    return new Programs(directories);
  }

  public Optional<Path> find(String name) {
    return directories.stream()
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * The program's path.
   *
   * @throws BenchException if it is not there
   */
  public Path require(String name) throws BenchException {
    return find(name).orElseThrow(() -> new BenchException("There is no program " + name));
  }

  /** A search path for child processes. */
  public String searchPath() {
    return String.join(File.pathSeparator, directories);
  }
}
