package dev.slipway.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.processes.definition.SecretReference;
import dev.slipway.processes.definition.SshAddress;
import dev.slipway.workers.step.StepFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

class DialerTest {

  @TempDir Path root;

  @Test
  @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
  void givesUpAHostThatTalksAndNeverComesToThePoint() throws Exception {
    // given
    try (TestHost host = new TestHost(root);
        ServerSocket tarpit = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> talk(tarpit));
      Destination destination =
          new Destination(
              new SshAddress("deploy", "127.0.0.1", tarpit.getLocalPort()),
              host.platform().hostKey(),
              new SecretReference("key"),
              Optional.empty());
      TestStep step = new TestStep("7-build", 1, Map.of("key", host.privateKey("")));

      // when
      Dialer dialer = new Dialer(Clock.systemUTC(), Duration.ofMillis(300));

      // then
      assertThatThrownBy(() -> dialer.dial(destination, step))
          .isInstanceOfSatisfying(
              StepFailedException.class,
              e -> {
                assertThat(e.failure().why()).contains("had not let Slipway in");
                assertThat(e.failure().retriable()).isTrue();
              });
    }
  }

  /** Lines that may stand before a server's version, without end (RFC 4253, section 4.2). */
  private static void talk(ServerSocket tarpit) {
    try (Socket socket = tarpit.accept()) {
      while (true) {
        socket.getOutputStream().write("please hold\r\n".getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      // The caller has had enough, which is what is tried.
    }
  }
}
