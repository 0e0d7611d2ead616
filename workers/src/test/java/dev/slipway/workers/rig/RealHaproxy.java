package dev.slipway.workers.rig;

import dev.slipway.processes.definition.Colour;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** A real HAProxy on loopback, with a blue and a green server that it has not been told about. */
public final class RealHaproxy implements AutoCloseable {

  private final Process process;
  private final int front;
  private final int admin;
  private final int blue;
  private final int green;
  private final int operator;

  public RealHaproxy(Path directory) throws IOException, InterruptedException {
    List<Integer> ports = freePorts(5);
    front = ports.get(0);
    admin = ports.get(1);
    blue = ports.get(2);
    green = ports.get(3);
    operator = ports.get(4);
    Path configuration = directory.resolve("haproxy.cfg");
    Files.writeString(
        configuration,
        """
        global
          stats socket ipv4@127.0.0.1:%d level admin
          stats socket ipv4@127.0.0.1:%d level operator
        defaults
          mode http
          timeout connect 2s
          timeout client 30s
          timeout server 30s
        frontend front
          bind 127.0.0.1:%d
          default_backend shop
        backend shop
          option httpchk GET /health
          default-server check inter 200ms rise 1 fall 2
          server blue 127.0.0.1:%d
          server green 127.0.0.1:%d
        backend books
          server blue 127.0.0.1:%d
          server green 127.0.0.1:%d
        """
            .formatted(admin, operator, front, blue, green, blue, green));
    Path binary = Path.of("/usr/sbin/haproxy");
    if (!Files.isExecutable(binary)) {
      throw new IOException("This test needs HAProxy: apt-get install haproxy");
    }
    process =
        new ProcessBuilder(binary.toString(), "-db", "-f", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("haproxy.log").toFile())
            .start();
    awaitListening();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + front);
  }

  public String socket() {
    return "127.0.0.1:" + admin;
  }

  /** One that may not switch. */
  public String operatorSocket() {
    return "127.0.0.1:" + operator;
  }

  public int blue() {
    return blue;
  }

  public int green() {
    return green;
  }

  /** Does what a person would do by hand: {@code ready}, {@code drain} or {@code maint}. */
  public void set(Colour colour, String state) throws IOException {
    String unused = tell("set server shop/" + colour + " state " + state);
  }

  /** Sends a command to its runtime API, as a person would. */
  public String tell(String command) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), admin)) {
      socket.getOutputStream().write((command + "\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private void awaitListening() throws IOException, InterruptedException {
    for (int i = 0; i < 100; i++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), admin), 1000);
        return;
      } catch (IOException e) {
        if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
          throw new IOException("HAProxy ended at once, see its log", e);
        }
      }
    }
    throw new IOException("HAProxy does not listen");
  }

  /** Below those that Linux gives to connections by itself, which would take them meanwhile. */
  private static List<Integer> freePorts(int count) {
    Set<Integer> ports = new LinkedHashSet<>();
    while (ports.size() < count) {
      int port = RandomGenerator.getDefault().nextInt(12_000, 20_000);
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        ports.add(free.getLocalPort());
      } catch (IOException e) {
        // Taken: another one is tried.
      }
    }
    return List.copyOf(ports);
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
