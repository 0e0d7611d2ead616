package dev.slipway.engine.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresLogTest {

  @TempDir private Path directory = Path.of("");

  @Test
  void theLastLinesAreToldThoughOthersAreNoUtf8() throws IOException {
    // given
    Path file = directory.resolve("postgresql.log");
    Files.writeString(file, "LOG:  long ago\n".repeat(1000));
    Files.write(file, new byte[] {(byte) 0xc3, '(', '\n'}, StandardOpenOption.APPEND);
    Files.writeString(
        file,
        "LOG:  starting\nFATAL:  could not write „x“: no space\nLOG:  shut down\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.APPEND);

    // when
    String words = PostgresLog.in(directory).lastWords();

    // then
    assertThat(words)
        .isEqualTo("LOG:  starting / FATAL:  could not write „x“: no space / LOG:  shut down");
  }

  @Test
  void aLogThatIsNotThereSaysNothing() {
    assertThat(PostgresLog.in(directory).lastWords()).isEmpty();
  }
}
