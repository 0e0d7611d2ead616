package dev.slipway.processes.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlDocumentTest {

  @Test
  void givesLineAndColumnOfBrokenYaml() {
    assertProblem(
        "application: harbour\nsource: { git: x\nb: c\n", 3, 2, "this is not YAML", "YAML");
  }

  @Test
  void givesLineAndColumnOfATab() {
    assertProblem("a:\n\tb: c\n", 2, 1, "this is not YAML", "YAML");
  }

  @Test
  void givesLineAndColumnOfACharacterThatYamlCannotHold() {
    assertProblem("a: b\nc: d\0e\n", 2, 5, "U+0000 (NULL)", "printable");
  }

  @Test
  void givesLineAndColumnOfHalfACharacterAtTheEndOfAReadersBuffer() {
    assertProblem("#" + "x".repeat(1021) + "\n\uD800", 2, 1, "U+D800", "printable");
  }

  @Test
  void refusesASecondDocument() {
    assertProblem(
        Files.SMALLEST + "---\n" + Files.SMALLEST,
        15,
        1,
        "a second document",
        "one application in each file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# nothing but a comment\n"})
  void refusesAnEmptyFile(String yaml) {
    assertProblem(yaml, 1, 1, "the file is empty", "the definition of one application");
  }

  @ParameterizedTest
  @ValueSource(strings = {"harbour", "[ harbour ]", "7"})
  void refusesAFileThatIsNoMapping(String yaml) {
    assertProblem(yaml, 1, 1, "not a mapping", "application, source, environments");
  }

  @Test
  void refusesAFileOfMoreThan256KiB() {
    assertProblem("# " + "é".repeat(131_072) + "\n", 1, 1, "the file is too large", "256 KiB");
  }

  @Test
  void takesAFileOfExactly256KiB() {
    // given
    String yaml = Files.SMALLEST + "#" + "x".repeat(262_144 - Files.SMALLEST.length() - 1);

    // when
    List<Problem> problems = Places.problems(yaml);

    // then
    assertThat(problems).isEmpty();
  }

  @Test
  void refusesDeepNestingBeforeItCanExhaustTheStack() {
    assertProblem("[".repeat(200_000), 1, 17, "nested too deeply", "at most 16 levels");
  }

  @Test
  void refusesMoreAliasesThanAnybodyNeeds() {
    assertProblem(
        "a: &a [ x ]\nb: [" + "*a, ".repeat(51) + "]\n", 2, 205, "too many aliases", "at most 50");
  }

  @Test
  void takesAnAliasForWhatItStandsFor() {
    // given
    String yaml =
        Files.with(Files.SMALLEST, "source: { git", "source: { key: &key secret:x, git")
            .replace("/srv/git/harbour", "git@git.example.org:harbour.git")
            .replace("key: secret:harbour-ssh", "key: *key");

    // when
    Application application = Definitions.require(Files.NAME, yaml);

    // then
    HostPlatform host =
        (HostPlatform) application.environment("production").orElseThrow().platform();
    assertThat(host.key()).isEqualTo(new SecretReference("x"));
  }

  @Test
  void endsOnAnAliasThatContainsItself() {
    assertThat(Places.problems("application: &a [ *a ]\nenvironments: &b { x: *b }\n"))
        .isNotEmpty();
  }

  @Test
  void listsABoundedNumberOfProblems() {
    // given
    String wrong = "x, ".repeat(90);
    String yaml =
        Files.SMALLEST
            + "    verify: [ "
            + wrong
            + "]\n    build: [ "
            + "7, ".repeat(90)
            + "]\n"
            + "  other: { verify: [ "
            + wrong
            + "] }\n";

    // when
    List<Problem> problems = Places.problems(yaml);

    // then
    assertThat(problems).hasSize(201);
    assertThat(problems.getLast().message()).isEqualTo("74 further problems are not listed");
  }

  private static void assertProblem(
      String yaml, int line, int column, String message, String allowed) {
    assertThat(Places.problems(yaml))
        .first()
        .satisfies(
            problem -> {
              assertThat(problem.message()).contains(message);
              assertThat(problem.allowed()).contains(allowed);
              assertThat(problem.field()).isEmpty();
              assertThat(List.of(problem.line(), problem.column()))
                  .isEqualTo(List.of(line, column));
            });
  }
}
