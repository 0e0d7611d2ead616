package dev.slipway.e2e.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The JVM that the product runs in, with the options that the launcher gives it. */
public final class ProductJvm {

  private static final String MAIN = "dev.slipway.engine.Slipway";

  private ProductJvm() {}

  /**
   * The command line up to the product's own arguments.
   *
   * @param classPath the product's own
   * @param more further options of the JVM
   */
  public static List<String> command(String classPath, List<String> more) {
    return Stream.of(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"),
            more,
            List.of("-cp", classPath, MAIN))
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Options that make a start faster by what earlier ones have left.
   *
   * @param archive what the JVM learned when it was trained, if its name ends with {@code .aot};
   *     else the classes as they are laid out in memory, written by the first that ends in order
   */
  public static List<String> learned(Path archive) {
    Path file = archive.toAbsolutePath();
    return file.toString().endsWith(".aot")
        ? List.of("-XX:AOTCache=" + file, "-Xlog:disable")
        : List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + file, "-Xlog:disable");
  }
}
