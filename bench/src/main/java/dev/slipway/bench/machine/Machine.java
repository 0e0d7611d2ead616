package dev.slipway.bench.machine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What this machine is, as set-up lines of a report. */
public final class Machine {

  private static final double GIBIBYTE = 1L << 30;

  private Machine() {}

  public static Map<String, String> describe() {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put(
        "machine",
        String.format(
            Locale.ROOT,
            "%d cores (%s), %.0f GiB memory, load %.1f at the start",
            Runtime.getRuntime().availableProcessors(),
            field(Path.of("/proc/cpuinfo"), "model name", ":", System.getProperty("os.arch")),
            system.getTotalMemorySize() / GIBIBYTE,
            system.getSystemLoadAverage()));
    lines.put(
        "system",
        field(Path.of("/etc/os-release"), "PRETTY_NAME", "=", System.getProperty("os.name"))
            + ", kernel "
            + System.getProperty("os.version"));
    lines.put(
        "JDK",
        System.getProperty("java.vm.version") + " (" + System.getProperty("java.vendor") + ")");
    return lines;
  }

  /** The value of the first line {@code name<separator>value} of a file. */
  static String field(Path file, String name, String separator, String otherwise) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .map(line -> List.of(line.split(separator, 2)))
          .filter(parts -> parts.size() == 2 && parts.getFirst().strip().equals(name))
          .map(parts -> parts.getLast().strip().replace("\"", ""))
          .findFirst()
          .orElse(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }
}
