package dev.slipway.engine.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalSecretStoreTest {

  @TempDir private Path directory = Path.of("");

  private final Map<String, String> environment = Map.of("SLIPWAY_SECRET_DEPLOY_KEY", "from env");

  @Test
  void readsAFileWithoutTheLineBreakAtItsEnd() throws IOException {
    // given
    write("token", "abc\n", "rw-------");

    // when, then
    assertThat(store().find("token")).contains("abc");
  }

  @Test
  void keepsTheLineBreaksOfAKey() throws IOException {
    // given
    write("key", "-----BEGIN\nabc\n-----END\n", "r--------");

    // when, then
    assertThat(store().find("key")).contains("-----BEGIN\nabc\n-----END\n");
  }

  @Test
  void asksTheEnvironmentWhereThereIsNoFile() {
    assertThat(store().find("deploy-key")).contains("from env");
    assertThat(store().find("other")).isEmpty();
  }

  @Test
  void refusesAFileThatOthersMayReadAndDoesNotSayWhatIsInIt() throws IOException {
    // given
    write("token", "abc", "rw-r-----");

    // when, then
    assertThatThrownBy(() -> store().find("token"))
        .isInstanceOf(SecretRefusedException.class)
        .hasMessageContaining("chmod 600")
        .hasMessageNotContaining("abc");
  }

  @Test
  void refusesMoreThanASecretCanBe() throws IOException {
    // given
    write("full", "x".repeat(SecretStore.LIMIT), "rw-------");
    write("long", "x".repeat(SecretStore.LIMIT + 1), "rw-------");

    // when, then
    assertThat(store().find("full")).isPresent();
    assertThatThrownBy(() -> store().find("long"))
        .isInstanceOf(SecretRefusedException.class)
        .hasMessageContaining("longer than 64 KiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../admin-token", "a/b", "A", ".hidden", "a\nb", "a b"})
  void refusesANameThatIsNone(String name) {
    assertThatThrownBy(() -> store().find(name)).isInstanceOf(SecretRefusedException.class);
  }

  private LocalSecretStore store() {
    return new LocalSecretStore(directory, environment::get);
  }

  private void write(String name, String content, String permissions) throws IOException {
    Path file = Files.writeString(directory.resolve(name), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
