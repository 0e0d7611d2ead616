package dev.slipway.e2e.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network between Slipway and one host: passes bytes on until it is cut, and again after it is
 * mended. A cut resets what is connected and refuses what comes.
 */
public final class SshWire implements AutoCloseable {

  private final InetSocketAddress target;
  private final ServerSocket entrance;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  private SshWire(InetSocketAddress target, ServerSocket entrance) {
    this.target = target;
    this.entrance = entrance;
  }

  /** A wire to a port of the loopback address, whole. */
  public static SshWire to(int port) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    SshWire wire =
        new SshWire(new InetSocketAddress(loopback, port), new ServerSocket(0, 50, loopback));
    Thread.ofVirtual().name("ssh-wire").start(wire::accept);
    return wire;
  }

  /** Where Slipway connects to. */
  public int port() {
    return entrance.getLocalPort();
  }

  public void cut() {
    cut = true;
    open.forEach(SshWire::reset);
  }

  public void mend() {
    cut = false;
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    cut();
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket near = entrance.accept();
        open.add(near);
        Thread.ofVirtual().start(() -> connect(near));
      } catch (IOException e) {
        // Closed, and the loop's condition says so.
      }
    }
  }

  private void connect(Socket near) {
    if (cut) {
      reset(near);
      return;
    }
    Socket far = new Socket();
    open.add(far);
    try {
      far.connect(target);
      Thread.ofVirtual().start(() -> pass(far, near));
      pass(near, far);
    } catch (IOException e) {
      reset(near);
      reset(far);
    }
  }

  private void pass(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
      to.shutdownOutput();
    } catch (IOException e) {
      reset(from);
      reset(to);
    } finally {
      open.remove(from);
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It is broken already, as it should be.
    }
  }
}
