package dev.slipway.e2e.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/** Ports of loopback for those who must know theirs before they listen. */
public final class FreePort {

  // Below what Linux gives to connections by itself (32768 and up), which would take it meanwhile.
  private static final int LOWEST = 20_000;
  private static final int ABOVE_HIGHEST = 32_000;
  private static final int ATTEMPTS = 100;

  private FreePort() {}

  /** A port on which nobody listens, picked at random so that two who ask get different ones. */
  public static int find() throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = RandomGenerator.getDefault().nextInt(LOWEST, ABOVE_HIGHEST);
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (IOException e) {
        // Taken: another one is tried.
      }
    }
    throw new IOException("No free port of " + ATTEMPTS + " tried from " + LOWEST);
  }
}
