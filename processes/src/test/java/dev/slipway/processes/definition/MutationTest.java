package dev.slipway.processes.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

class MutationTest {

  private static final int MUTATIONS = 4000;

  private static final List<String> PIECES =
      List.of(
          ":",
          " ",
          "\n",
          "\t",
          "-",
          "[",
          "]",
          "{",
          "}",
          "&a ",
          "*a",
          "!x ",
          "|",
          ">",
          "'",
          "\"",
          "#",
          "%",
          "@",
          "`",
          "\0",
          "\u202e",
          "\ud800",
          "é",
          "~",
          "? ",
          "<<: ",
          "---\n",
          "...\n",
          "null",
          "true",
          "0",
          "-1",
          "9".repeat(30),
          "1e9",
          "..",
          "/",
          "$(reboot)",
          "secret:");

  private final ApplicationSchema schema = new ApplicationSchema();

  @Test
  void readsAnyMutationOfAFileWithoutEverThrowing(TestReporter reporter) {
    // given
    long seed = Long.getLong("test.seed", System.nanoTime());
    reporter.publishEntry("seed", Long.toString(seed));
    Random random = new Random(seed);

    for (int i = 0; i < MUTATIONS; i++) {
      String yaml = mutated(random);

      // when
      Parsed parsed = Definitions.read(Files.NAME, yaml);

      // then
      assertThat(isPrintable(parsed, yaml))
          .as(
              "problems stand in the file and can be shown (seed %d, mutation %d): %s%n%s",
              seed, i, parsed, yaml)
          .isTrue();
      assertThat(parsed instanceof Parsed.Valid && isRefusedBySchema(yaml))
          .as("the parser takes what the schema refuses (seed %d, mutation %d):%n%s", seed, i, yaml)
          .isFalse();
    }
  }

  private static boolean isPrintable(Parsed parsed, String yaml) {
    if (!(parsed instanceof Parsed.Invalid invalid)) {
      return true;
    }
    long lines = yaml.chars().filter(c -> c == '\n').count() + 2;
    return !invalid.problems().isEmpty()
        && invalid.problems().stream()
            .allMatch(
                p ->
                    p.line() >= 1
                        && p.line() <= lines
                        && p.column() >= 1
                        && !p.message().isBlank()
                        && !p.allowed().isBlank()
                        && CodePoints.firstUnseen(p.toString()).isEmpty());
  }

  private boolean isRefusedBySchema(String yaml) {
    try {
      return !schema.problems(yaml).isEmpty();
    } catch (YamlEngineException e) {
      return true;
    }
  }

  private static String mutated(Random random) {
    String yaml = Files.FULL;
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      yaml = random.nextBoolean() ? inOnePlace(yaml, random) : inItsLines(yaml, random);
    }
    return yaml;
  }

  private static String inOnePlace(String yaml, Random random) {
    int from = random.nextInt(yaml.length() + 1);
    int to = Math.min(yaml.length(), from + random.nextInt(4));
    return yaml.substring(0, from)
        + PIECES.get(random.nextInt(PIECES.size()))
        + yaml.substring(random.nextBoolean() ? from : to);
  }

  private static String inItsLines(String yaml, Random random) {
    List<String> lines = new ArrayList<>(yaml.lines().toList());
    if (lines.isEmpty()) {
      return yaml;
    }
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    int colon = line.indexOf(": ");
    switch (random.nextInt(5)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(random.nextInt(lines.size()), line);
      case 2 -> lines.set(at, " ".repeat(random.nextInt(12)) + line.strip());
      case 3 -> lines.subList(at, lines.size()).clear();
      default ->
          lines.set(
              at,
              line.substring(0, Math.max(0, colon))
                  + ": "
                  + PIECES.get(random.nextInt(PIECES.size())));
    }
    return String.join("\n", lines) + "\n";
  }
}
