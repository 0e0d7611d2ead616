package dev.slipway.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationsTest {

  @TempDir private Path directory = Path.of("");

  @Test
  void saysOfAMissingApplicationThatItsFileHasProblems() throws IOException {
    // given
    Files.writeString(directory.resolve("shop.yaml"), "application: shop\n");

    // when
    var why = in(directory).whyMissing("shop");

    // then
    assertThat(why.orElseThrow())
        .startsWith("its file has problems, of which the first is shop.yaml:");
  }

  @Test
  void saysWhereItLookedWhenThereIsNoFileAtAll() {
    // given
    Path nowhere = directory.resolve("nowhere");

    // when
    var why = in(nowhere).whyMissing("shop");

    // then
    assertThat(why).contains("there is no file *.yaml in " + nowhere.toAbsolutePath());
  }

  @Test
  void doesNotBlameTheFileOfAnotherApplication() throws IOException {
    // given
    Files.writeString(directory.resolve("shop.yaml"), "application: shop\n");

    // when
    var why = in(directory).whyMissing("harbour");

    // then
    assertThat(why).isEmpty();
  }

  private static Applications in(Path directory) {
    return new Applications(new ApplicationsProperties(directory), name -> Optional.of("a key"));
  }
}
