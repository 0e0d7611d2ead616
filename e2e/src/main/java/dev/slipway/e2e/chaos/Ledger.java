package dev.slipway.e2e.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What really happened at one target, in order. The application's processes and the front append to
 * it; Slipway knows nothing of it.
 */
final class Ledger {

  private final Path file;
  private final Clock clock;

  Ledger(Path file, Clock clock) throws IOException {
    this.file = Files.createFile(file);
    this.clock = clock;
  }

  Path file() {
    return file;
  }

  List<Entry> entries() throws IOException {
    return Files.readAllLines(file, StandardCharsets.UTF_8).stream().map(Entry::read).toList();
  }

  void routed(Map<String, String> states) {
    String ready =
        states.entrySet().stream()
            .filter(state -> state.getValue().equals("ready"))
            .map(state -> " " + state.getKey())
            .collect(Collectors.joining());
    try {
      Files.writeString(file, clock.millis() + " routed" + ready + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
