package dev.slipway.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoPortsTest {

  @Test
  void saysWhichPortIsTakenAndWhatToDo() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int taken = other.getLocalPort();
      assertThatThrownBy(() -> DemoPorts.choose(taken))
          .isInstanceOf(DemoException.class)
          .hasMessageContaining("Port " + taken + " is taken")
          .hasMessageContaining("--port");
    }
  }

  @Test
  void choosesSixDifferentPorts() throws Exception {
    // when
    DemoPorts ports = DemoPorts.choose(0);
    // then
    assertThat(
            Stream.of(
                ports.server(),
                ports.host(),
                ports.front(),
                ports.frontApi(),
                ports.blue(),
                ports.green()))
        .doesNotHaveDuplicates();
  }
}
