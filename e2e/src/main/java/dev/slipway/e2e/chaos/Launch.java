package dev.slipway.e2e.chaos;

import dev.slipway.e2e.launch.ProductJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a server is started.
 *
 * @param classPath the product's own
 * @param archive where the JVM keeps the classes as they are laid out in memory, which halves the
 *     time of a start; written by the first server that ends in order
 * @param more further options of the JVM
 * @param environment further variables of its environment
 */
public record Launch(
    String classPath, Path archive, List<String> more, Map<String, String> environment) {

  public Launch {
    more = List.copyOf(more);
    environment = Map.copyOf(environment);
  }

  public Launch(String classPath, Path archive) {
    this(classPath, archive, List.of(), Map.of());
  }

  /** As the launcher starts it: with what the JVM learned when it was built, where it has. */
  public static Launch asLaunched(String classPath, Path archives) {
    Path learned = archives.resolve("engine.aot");
    return new Launch(classPath, Files.exists(learned) ? learned : archives.resolve("chaos.jsa"));
  }

  /** The command line up to the product's own arguments. */
  List<String> command() {
    return ProductJvm.command(
        classPath, Stream.concat(ProductJvm.learned(archive).stream(), more.stream()).toList());
  }
}
