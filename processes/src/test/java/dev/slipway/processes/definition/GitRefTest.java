package dev.slipway.processes.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitRefTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "main",
        "feature/harbour-wall",
        "v1.2.3",
        "release_2026-11",
        "refs/heads/main",
        "1",
        "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"
      })
  void takesBranchesTagsAndCommits(String ref) {
    // when
    GitRef read = new GitRef(ref);

    // then
    assertThat(read).hasToString(ref);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("hostile")
  void refusesWhatGitOrAShellCouldMistake(String ref, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GitRef(ref))
        .withMessageContaining(reason)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200).matches("\\p{Print}+"));
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        Arguments.of("", "is empty"),
        Arguments.of("  ", "is empty"),
        Arguments.of("a".repeat(5000), "has 5000 characters, at most 200"),
        Arguments.of("a".repeat(201), "has 201 characters"),
        Arguments.of("main\u200f", "U+200F (RIGHT-TO-LEFT MARK)"),
        Arguments.of("ma\u202ein", "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
        Arguments.of("main\0", "U+0000 (NULL)"),
        Arguments.of("main\n", "U+000A (LINE FEED (LF))"),
        Arguments.of("--upload-pack=x", "begins with a hyphen"),
        Arguments.of("$(reboot)", "character that is not allowed"),
        Arguments.of("`reboot`", "character that is not allowed"),
        Arguments.of("a;b", "character that is not allowed"),
        Arguments.of("a b", "character that is not allowed"),
        Arguments.of("a:b", "character that is not allowed"),
        Arguments.of("main~1", "character that is not allowed"),
        Arguments.of("hafenm\u00f6we", "character that is not allowed"),
        Arguments.of("../..", "contains .."),
        Arguments.of("a..b", "contains .."),
        Arguments.of("main@{1}", "contains .. or @{"),
        Arguments.of("main.lock", "ends with .lock"),
        Arguments.of("a.lock/b", "ends with .lock"),
        Arguments.of("a/.b", "begins with a dot"),
        Arguments.of("a//b", "empty part"),
        Arguments.of("a/", "empty part"),
        Arguments.of("/a", "character that is not allowed"),
        Arguments.of("a.", "ends with a dot"));
  }

  @Test
  void knowsWhatCanBeACommit() {
    // given
    List<GitRef> refs =
        Stream.of("abcdef", "abcdef0", "ABCDEF0123", "a".repeat(40), "a".repeat(41), "abcdefg")
            .map(GitRef::new)
            .toList();

    // when
    List<Boolean> commits = refs.stream().map(GitRef::isCommitLike).toList();

    // then
    assertThat(commits).containsExactly(false, true, true, true, false, false);
  }
}
