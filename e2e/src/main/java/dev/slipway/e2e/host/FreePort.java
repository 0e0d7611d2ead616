package dev.slipway.e2e.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Ports of loopback for those who must know theirs before they listen. None is given twice by one
 * JVM, so that nobody takes the port of another who is still on the way.
 */
public final class FreePort {

  // Below what Linux gives to connections by itself (32768 and up), which would take it meanwhile.
  private static final int LOWEST = 20_000;
  private static final int ABOVE_HIGHEST = 32_000;
  private static final int ATTEMPTS = 100;

  // The one thing here that changes: whoever asks has nothing in common with whoever asked before.
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /**
   * A port on which nobody listens, given to nobody else by this JVM. Picked at random, so that two
   * JVMs rarely meet.
   */
  public static int find() throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = RandomGenerator.getDefault().nextInt(LOWEST, ABOVE_HIGHEST);
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        if (GIVEN.add(free.getLocalPort())) {
          return free.getLocalPort();
        }
      } catch (IOException e) {
        // Taken: another one is tried.
      }
    }
    throw new IOException("No free port of " + ATTEMPTS + " tried from " + LOWEST);
  }
}
