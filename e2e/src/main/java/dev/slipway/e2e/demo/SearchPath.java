package dev.slipway.e2e.demo;

import java.io.File;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where commands on the demo's host are looked for. */
public final class SearchPath {

  private static final List<String> SYSTEM =
      List.of("/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin");

  private SearchPath() {}

  /** The system's directories, after the ones of the Node and the JDK that the demo uses. */
  public static String ofHost() {
    Set<String> directories = new LinkedHashSet<>();
    String path = System.getenv("PATH");
    if (path != null) {
      for (String directory : path.split(File.pathSeparator, -1)) {
        if (!directory.isEmpty() && new File(directory, "node").canExecute()) {
          directories.add(directory);
        }
      }
    }
    directories.add(System.getProperty("java.home") + "/bin");
    directories.addAll(SYSTEM);
    return String.join(File.pathSeparator, directories);
  }
}
