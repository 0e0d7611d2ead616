package dev.slipway.workers.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.processes.definition.Application;
import dev.slipway.processes.definition.GitRef;
import dev.slipway.processes.definition.Source;
import dev.slipway.workers.rig.Repository;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.Secret;
import dev.slipway.workers.step.StepFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GitMirrorTest {

  @TempDir Path directory;
  private Repository repository;
  private GitMirror mirror;

  @BeforeEach
  void makeRepository() throws Exception {
    repository = new Repository(directory.resolve("repository"));
    mirror = mirrorOf(repository.directory().toString());
  }

  @Test
  void resolvesABranchATagAndAnAbbreviatedCommitToTheSameCommit() throws Exception {
    // given
    String commit = repository.commit("First", "a.txt", "a");
    repository.git("tag", "--annotate", "--message=one", "v1");
    mirror.update();

    // when
    Commit ofBranch = mirror.resolve(new GitRef("main"));
    Commit ofTag = mirror.resolve(new GitRef("v1"));
    Commit ofCommit = mirror.resolve(new GitRef(commit.substring(0, 8)));

    // then
    assertThat(ofBranch.hash()).isEqualTo(commit);
    assertThat(ofTag).isEqualTo(ofBranch);
    assertThat(ofCommit).isEqualTo(ofBranch);
    assertThat(ofBranch.subject()).isEqualTo("First");
    assertThat(ofBranch.author()).isEqualTo("Ada");
  }

  @Test
  void seesWhatWasPushedSinceTheMirrorWasMade() throws Exception {
    // given
    repository.commit("First", "a.txt", "a");
    mirror.update();
    String second = repository.commit("Second", "a.txt", "b");

    // when
    mirror.update();

    // then
    assertThat(mirror.resolve(new GitRef("main")).hash()).isEqualTo(second);
  }

  @Test
  void keepsACommitThatHasLeftTheRepository() throws Exception {
    // given
    repository.commit("First", "a.txt", "a");
    repository.git("checkout", "--quiet", "-b", "side");
    String gone = repository.commit("Side", "b.txt", "b");
    mirror.update();
    repository.git("checkout", "--quiet", "main");
    repository.git("branch", "-D", "side");

    // when
    mirror.update();

    // then
    assertThat(mirror.holds(gone)).isTrue();
  }

  @Test
  void refusesANameThatMeansTwoCommitsAndListsBoth() throws Exception {
    // given
    String first = repository.commit("First", "a.txt", "a");
    repository.git("tag", "stable");
    String second = repository.commit("Second", "a.txt", "b");
    repository.git("branch", "stable");
    mirror.update();

    // when
    Failure failure = refusal("stable");

    // then
    assertThat(failure.why())
        .contains("refs/heads/stable (" + second.substring(0, 10) + ")")
        .contains("refs/tags/stable (" + first.substring(0, 10) + ")");
    assertThat(mirror.resolve(new GitRef("refs/tags/stable")).hash()).isEqualTo(first);
  }

  @Test
  void namesTheNearestBranchesForAnUnknownRef() throws Exception {
    // given
    repository.commit("First", "a.txt", "a");
    repository.git("branch", "feature/checkout");
    mirror.update();

    // when
    Failure failure = refusal("feature/chekout");

    // then
    assertThat(failure.next()).contains("feature/checkout");
  }

  @Test
  void tellsThatARepositoryIsNotThere() {
    // given
    GitMirror missing = mirrorOf(directory.resolve("nowhere").toString());

    // when
    StepFailedException failed = catchThrowableOfType(StepFailedException.class, missing::update);

    // then
    assertThat(failed.failure().why()).contains("git ended with status 128: fatal: ", "nowhere");
    assertThat(failed.failure().next()).contains("source.git");
    assertThat(failed.failure().evidence()).contains("nowhere");
  }

  @Test
  void runsNothingForARemoteHelper() {
    // given
    Path proof = directory.resolve("proof");
    GitMirror hostile = mirrorOf("ext::sh -c touch% " + proof);

    // when
    StepFailedException failed = catchThrowableOfType(StepFailedException.class, hostile::update);

    // then
    assertThat(failed).isNotNull();
    assertThat(Files.exists(proof)).isFalse();
  }

  @Test
  void takesASourceThatLooksLikeAnOptionForARepository() {
    // given
    Path proof = directory.resolve("proof");
    GitMirror hostile = mirrorOf("--upload-pack=touch " + proof);

    // when
    StepFailedException failed = catchThrowableOfType(StepFailedException.class, hostile::update);

    // then
    assertThat(failed).isNotNull();
    assertThat(Files.exists(proof)).isFalse();
  }

  @Test
  void handsGitTheKeyInAFileThatIsGoneAfterwards() throws Exception {
    // given
    repository.commit("First", "a.txt", "a");
    Source source =
        new Source(
            repository.directory().toString(),
            "main",
            Optional.of(new dev.slipway.processes.definition.SecretReference("key")));

    // when
    Path key;
    try (SourceAccess access =
        SourceAccess.open(source, reference -> new Secret(reference.name(), "PRIVATE"))) {
      String ssh = access.environment().getOrDefault("GIT_SSH_COMMAND", "");
      key = Path.of(ssh.substring(ssh.indexOf(" -i '") + 5, ssh.length() - 1));
      assertThat(ssh).contains("StrictHostKeyChecking=yes");
      assertThat(Files.readString(key)).isEqualTo("PRIVATE\n");
      assertThat(Files.getPosixFilePermissions(key)).hasSize(2);
    }

    // then
    assertThat(key.getParent()).doesNotExist();
  }

  private Failure refusal(String ref) {
    return catchThrowableOfType(StepFailedException.class, () -> mirror.resolve(new GitRef(ref)))
        .failure();
  }

  private GitMirror mirrorOf(String git) {
    Application application =
        new Application("shop", new Source(git, "main", Optional.empty()), Map.of());
    return new GitMirrors(directory.resolve("mirrors"))
        .of(application, reference -> new Secret(reference.name(), ""), StopSign.NEVER);
  }
}
