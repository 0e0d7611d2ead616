package dev.slipway.e2e.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An environment variable by which processes are found again.
 *
 * <p>A session or a process group does not do: detached jobs leave both on purpose. The environment
 * is inherited through all of that.
 *
 * @param name the variable's name
 * @param value a value that nobody else uses
 */
public record ProcessMark(String name, String value) {

  private static final Path PROC = Path.of("/proc");
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  /** The living processes that carry this mark, without the one that asks. */
  public List<ProcessHandle> processes() throws IOException {
    if (!Files.isDirectory(PROC)) {
      return ProcessHandle.current().descendants().toList();
    }
    List<ProcessHandle> found = new ArrayList<>();
    try (Stream<Path> entries = Files.list(PROC)) {
      entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.chars().allMatch(Character::isDigit))
          .map(Long::parseLong)
          .filter(pid -> pid != ProcessHandle.current().pid())
          .filter(this::isCarriedBy)
          .map(ProcessHandle::of)
          .flatMap(Optional::stream)
          .forEach(found::add);
    }
    return found;
  }

  /**
   * Ends every process that carries this mark: asks first, then kills.
   *
   * @param grace how long they may take after they were asked
   * @return how many are still there in spite of everything
   */
  public int endAll(Duration grace) throws IOException, InterruptedException {
    repeat(handle -> handle.destroy(), grace, true);
    return repeat(handle -> handle.destroyForcibly(), Duration.ofSeconds(5), false);
  }

  private int repeat(Consumer<ProcessHandle> end, Duration most, boolean once)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    List<ProcessHandle> left = processes();
    left.forEach(end);
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(LOOK_AGAIN);
      left = processes();
      if (!once) {
        left.forEach(end);
      }
    }
    return left.size();
  }

  private boolean isCarriedBy(long pid) {
    try {
      String environment =
          Files.readString(
              PROC.resolve(Long.toString(pid)).resolve("environ"), StandardCharsets.ISO_8859_1);
      return ("\0" + environment).contains("\0" + name + "=" + value + "\0");
    } catch (IOException e) {
      // Gone in the meantime, or another account's.
      return false;
    }
  }
}
