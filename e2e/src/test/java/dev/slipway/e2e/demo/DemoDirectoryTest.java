package dev.slipway.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDirectoryTest {

  @TempDir private Path parent;

  @Test
  void refusesADirectoryThatHoldsSomebodysFiles() throws Exception {
    // given
    Path precious = Files.writeString(parent.resolve("precious"), "kept");
    // then
    assertThatThrownBy(() -> DemoDirectory.prepare(parent, false))
        .isInstanceOf(DemoException.class)
        .hasMessageContaining("was not made by the demo")
        .hasMessageContaining("--dir");
    assertThat(precious).hasContent("kept");
  }

  @Test
  void emptiesTheDirectoryOfAnEarlierDemo() throws Exception {
    // given
    Path directory = parent.resolve("demo");
    DemoDirectory earlier = DemoDirectory.prepare(directory, false);
    Path left = earlier.writePrivately("secrets/old", "old");
    earlier.close();
    // when
    DemoDirectory later = DemoDirectory.prepare(directory, false);
    later.empty();
    later.close();
    // then
    assertThat(left).doesNotExist();
  }

  @Test
  void leavesNothingWhenItWasOnlyPassing() throws Exception {
    // given
    DemoDirectory passing = DemoDirectory.prepare(null, true);
    passing.writePrivately("secrets/key", "secret");
    // when
    passing.close();
    // then
    assertThat(passing.root()).doesNotExist();
  }

  @Test
  void hasAPlainNameThatApplicationFilesAllow() throws Exception {
    // given
    Path spaced = parent.resolve("my first demo");
    // when
    DemoDirectory directory = DemoDirectory.prepare(spaced, false);
    Path plain = directory.plain();
    // then
    assertThat(plain.toString()).doesNotContain(" ");
    assertThat(plain.toRealPath()).isEqualTo(spaced.toRealPath());
    directory.close();
    assertThat(plain).doesNotExist();
  }

  @Test
  void keepsSecretsFromOtherAccounts() throws Exception {
    // given
    DemoDirectory directory = DemoDirectory.prepare(parent.resolve("demo"), false);
    // when
    Path file = directory.writePrivately("secrets/key", "secret");
    directory.close();
    // then
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
