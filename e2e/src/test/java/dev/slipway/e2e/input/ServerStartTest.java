package dev.slipway.e2e.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.e2e.server.Ended;
import dev.slipway.e2e.server.SlipwayServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs nothing but the product. */
class ServerStartTest {

  private final Path data;
  private final SlipwayServer server;

  ServerStartTest(@TempDir Path directory) throws IOException {
    data = directory.resolve("data");
    server = new SlipwayServer(data, directory.resolve("applications"));
  }

  @BeforeEach
  void makeRoom() throws IOException {
    Files.createDirectories(data.resolveSibling("applications"));
  }

  @Test
  void aPortThatIsTakenIsToldInOneSentence() throws Exception {
    // given
    Ended ended;
    try (ServerSocket taken =
        new ServerSocket(server.url().getPort(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(taken.isBound()).isTrue();
      // when
      ended = server.startInVain();
    }
    // then
    assertThat(ended.status()).isNotZero();
    assertThat(ended.output()).contains(":" + server.url().getPort(), "--port");
    assertThat(ended.output().strip()).hasLineCount(1);
  }

  @Test
  void aDataDirectoryOfANewerVersionIsLeftAlone() throws Exception {
    // given
    Files.writeString(data.resolve("version"), "999\n");
    // when
    Ended ended = server.startInVain();
    // then
    assertThat(ended.status()).isNotZero();
    assertThat(ended.output()).contains("newer version", "999", "--data");
    assertThat(ended.output().strip()).hasLineCount(1);
    assertThat(data.resolve("version")).hasContent("999");
    assertThat(data).isDirectoryNotContaining("glob:**/postgres*");
  }
}
