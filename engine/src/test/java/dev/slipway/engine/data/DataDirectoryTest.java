package dev.slipway.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.start.CannotStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

  @TempDir private Path temporary = Path.of("");

  @Test
  void isMadeForItsOwnerAlone() throws IOException {
    // when
    try (DataDirectory data = DataDirectory.open(temporary.resolve("a/b"))) {
      // then
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path())))
          .isEqualTo("rwx------");
      assertThat(data.resolve("version")).hasContent("1\n");
    }
  }

  @Test
  void hasAPlaceForSecretsThatOnlyItsOwnerCanRead() throws IOException {
    // when
    try (DataDirectory data = DataDirectory.open(temporary)) {
      // then
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.secrets())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void belongsToOneServerAtATime() throws IOException {
    // given
    try (DataDirectory data = DataDirectory.open(temporary)) {
      // when, then
      assertThatThrownBy(() -> DataDirectory.open(data.path()))
          .isInstanceOf(CannotStartException.class)
          .hasMessageContaining("is in use by another server. Stop that server")
          .hasMessageContaining("--data");
    }
    DataDirectory.open(temporary).close();
  }

  @Test
  void refusesTheFormatOfANewerVersion() throws IOException {
    // given
    Files.writeString(temporary.resolve("version"), "2\n");

    // when, then
    assertThatThrownBy(() -> DataDirectory.open(temporary))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("newer version of Slipway (format 2, this version knows up to 1)");
    Files.writeString(temporary.resolve("version"), "1\n");
    DataDirectory.open(temporary).close();
  }

  @Test
  void refusesAPlaceThatIsNoDirectory() throws IOException {
    // given
    Path file = Files.writeString(temporary.resolve("file"), "");

    // when, then
    assertThatThrownBy(() -> DataDirectory.open(file))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("cannot be written")
        .hasMessageContaining("--data");
  }
}
