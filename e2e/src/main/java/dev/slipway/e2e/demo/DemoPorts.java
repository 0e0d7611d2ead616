package dev.slipway.e2e.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * The loopback ports of a demo. They are chosen before anything starts, so that the application
 * file is there when the server first looks for it.
 */
record DemoPorts(int server, int host, int front, int frontApi, int blue, int green) {

  /**
   * Chooses free ports.
   *
   * @param server the port of the web UI; 0 takes a free one
   */
  static DemoPorts choose(int server) throws IOException, DemoException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      held.add(hold(server));
      for (int more = 0; more < 5; more++) {
        held.add(hold(0));
      }
      List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
      return new DemoPorts(
          ports.get(0), ports.get(1), ports.get(2), ports.get(3), ports.get(4), ports.get(5));
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  private static ServerSocket hold(int port) throws DemoException {
    try {
      return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    } catch (IOException | IllegalArgumentException e) {
      throw new DemoException(
          "Port %d is taken (%s). Choose another: ./slipway demo --port %d"
              .formatted(port, e.getMessage(), port == 8090 ? 8091 : 8090),
          e);
    }
  }
}
