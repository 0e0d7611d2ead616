package dev.slipway.processes.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {

  @ParameterizedTest
  @MethodSource("wrongFiles")
  void saysWhatIsWrongWhereAndWhatIsAllowed(WrongFile wrong) {
    // when
    List<Problem> problems = Places.problems(wrong.yaml());

    // then
    assertThat(problems)
        .first()
        .satisfies(
            problem -> {
              assertThat(problem.file()).isEqualTo(Files.NAME);
              assertThat(problem.field()).isEqualTo(wrong.field());
              assertThat(problem.message()).contains(wrong.message());
              assertThat(problem.allowed()).contains(wrong.allowed());
              assertThat(List.of(problem.line(), problem.column()))
                  .isEqualTo(List.of(wrong.line(), wrong.column()));
            });
  }

  static List<WrongFile> wrongFiles() {
    return WrongFiles.all();
  }

  @Test
  void findsEveryProblemAtOnceInTheOrderOfTheFile() {
    // given
    String yaml =
        Files.FULL
            .replace("branch: main", "branch: ..")
            .replace("root: /srv/harbour", "root: srv")
            .replace("backend: harbour", "backend: a;b")
            .replace("path: /health/", "path: health")
            .replace("in-a-row: 2", "in-a-row: 21")
            .replace("good: 7", "god: 7");

    // when
    List<Problem> problems = Places.problems(yaml);

    // then
    assertThat(problems)
        .extracting(Problem::field)
        .containsExactly(
            "source.branch",
            "environments.production.platform.host.root",
            "environments.production.router.haproxy.backend",
            "environments.production.health.path",
            "environments.production.health.in-a-row",
            "environments.production.keep.god");
  }

  @Test
  void asksForUnitOrRunWhenThereIsNeither() {
    // given
    String yaml = Files.with(Files.SMALLEST, "        unit: harbour\n", "");

    // when
    List<Problem> problems = Places.problems(yaml);

    // then
    assertThat(problems)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.field()).isEqualTo("environments.production.platform.host.unit");
              assertThat(problem.message()).isEqualTo("is missing");
              assertThat(problem.allowed()).contains("unit", "run", "not both");
            });
  }

  @Test
  void reportsAMisspeltKeyOnceAndNotAsMissingToo() {
    // given
    String yaml = Files.with(Files.SMALLEST, "environments:", "enviroments:");

    // when
    List<Problem> problems = Places.problems(yaml);

    // then
    assertThat(problems)
        .containsExactly(
            new Problem(
                Files.NAME,
                3,
                1,
                "enviroments",
                "is not a key that is known here; did you mean environments?",
                "the keys application, source, environments"));
  }

  @Test
  void asksForAtLeastOneEnvironment() {
    // when
    List<Problem> problems =
        Places.problems(
            """
            application: harbour
            source: { git: /srv/git/harbour, branch: main }
            environments: {}
            """);

    // then
    assertThat(problems)
        .containsExactly(
            new Problem(
                Files.NAME,
                3,
                15,
                "environments",
                "is empty",
                "at least one environment, each under its name"));
  }

  @Test
  void neverRepeatsWhatStandsInThePlaceOfASecret() {
    // given
    String yaml = Files.with(Files.FULL, "key: secret:harbour-ssh\n", "key: \"hunter2-hunter2\"\n");

    // when
    String printed =
        Places.problems(yaml).stream().map(Problem::toString).collect(Collectors.joining());

    // then
    assertThat(printed).contains("platform.host.key").doesNotContain("hunter2");
  }

  @Test
  void saysHowASecretThatDoesNotExistIsReported() {
    // given
    Parsed.Valid valid = (Parsed.Valid) Definitions.read(Files.NAME, Files.FULL);

    // when
    Problem problem = valid.secrets().getFirst().missing();

    // then
    assertThat(problem)
        .hasToString(
            "harbour.yaml:5:8: source.key: there is no secret named harbour-git; allowed: the name"
                + " of a secret that has been stored");
  }
}
