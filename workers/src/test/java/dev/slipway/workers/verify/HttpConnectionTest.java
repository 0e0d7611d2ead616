package dev.slipway.workers.verify;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class HttpConnectionTest {

  @Test
  @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
  void givesUpAHandshakeThatGoesOnDripping() throws Exception {
    // given
    try (ServerSocket tarpit = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> drip(tarpit));
      URI site = URI.create("https://127.0.0.1:" + tarpit.getLocalPort());

      // then
      assertThatThrownBy(() -> HttpConnection.to(site, Duration.ofMillis(400)))
          .isInstanceOf(IOException.class);
    }
  }

  /** A handshake record of 16,384 bytes of which one comes every now and then. */
  private static void drip(ServerSocket tarpit) {
    try (Socket socket = tarpit.accept()) {
      socket.getOutputStream().write(new byte[] {0x16, 0x03, 0x03, 0x40, 0x00});
      while (true) {
        socket.getOutputStream().write(0x02);
        Thread.sleep(20);
      }
    } catch (IOException | InterruptedException e) {
      // The caller has had enough, which is what is tried.
    }
  }
}
