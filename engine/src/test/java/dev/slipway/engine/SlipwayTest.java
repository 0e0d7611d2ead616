package dev.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlipwayTest {

  @TempDir private Path directory = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void showsItsCommandsAndWhatTheirExitCodesMean() {
    assertThat(run()).isZero();
    assertThat(out.toString())
        .contains("server", "release", "rollback", "logs", "approve", "check")
        .contains("the server cannot be reached");
  }

  @Test
  void refusesAnOptionThatIsNoSetting() {
    assertThat(run("server", "--prot", "80")).isEqualTo(2);
    assertThat(err.toString()).contains("Unknown option: --prot");
  }

  @Test
  void saysInOneSentenceThatAPortIsTaken() throws IOException {
    // given
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      // when
      int code = run("server", "--data", directory.toString(), "--port", port);

      // then
      assertThat(code).isEqualTo(1);
      assertThat(err.toString().lines()).hasSize(1);
      assertThat(err.toString()).contains(":" + port, "choose another with --port");
    }
  }

  @Test
  void saysInOneSentenceThatADataDirectoryIsOfANewerVersion() throws IOException {
    // given
    Files.writeString(directory.resolve("version"), "99\n");

    // when
    int code = run("server", "--data", directory.toString(), "--port", "0");

    // then
    assertThat(code).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("is of a newer version of Slipway (format 99");
  }

  @Test
  void saysInOneSentenceThatADatabaseCannotBeReached() throws IOException {
    // given
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }

    // when
    int code =
        run(
            "server",
            "--data",
            directory.toString(),
            "--port",
            "0",
            "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + closed + "/slipway");

    // then
    assertThat(code).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("The database cannot be reached");
  }

  private int run(String... arguments) {
    return Slipway.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
