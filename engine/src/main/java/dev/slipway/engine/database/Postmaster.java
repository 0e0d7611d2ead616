package dev.slipway.engine.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The server process that a cluster's {@code postmaster.pid} names, alive.
 *
 * @param pid its process id
 * @param port the port it listens on, 0 if it has none yet
 * @param command how it was started, empty if it has not said so yet
 */
record Postmaster(long pid, int port, String command) {

  private static final int PORT_LINE = 3;

  /** Nothing if the file is not there, or left over by a server that is dead. */
  static Optional<Postmaster> of(Path cluster) throws IOException {
    List<String> lines = lines(cluster.resolve("postmaster.pid"));
    long pid = numberIn(lines, 0);
    if (pid <= 0 || !isPostgres(pid)) {
      return Optional.empty();
    }
    String command = String.join("", lines(cluster.resolve("postmaster.opts")));
    return Optional.of(new Postmaster(pid, (int) numberIn(lines, PORT_LINE), command));
  }

  /** The number may belong to another process by now, in containers above all. */
  private static boolean isPostgres(long pid) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().command())
        .map(command -> command.endsWith("/postgres"))
        .orElse(false);
  }

  /** 0 where there is none, as in a file that is just being written. */
  private static long numberIn(List<String> lines, int line) {
    String text = lines.size() > line ? lines.get(line).strip() : "";
    return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
