package dev.slipway.workers.ssh;

import com.jcraft.jsch.SocketFactory;
import dev.slipway.workers.step.TimeLimit;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes the socket of one connection, and cuts it where connecting and signing in take too long
 * together: JSch's own limit is for each read, and a host that drips a byte now and then would
 * never reach it.
 */
final class DialSocket implements SocketFactory, AutoCloseable {

  private final Duration each;
  private final TimeLimit limit;
  private volatile @Nullable Socket socket;

  /**
   * Begins to count.
   *
   * @param each how long it may take to connect
   * @param whole how long everything may take until {@link #close()}
   */
  DialSocket(Duration each, Duration whole) {
    this.each = each;
    this.limit = new TimeLimit(whole, this::cut);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    Socket made = new Socket();
    socket = made;
    AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    // A thread of its own, because a step that is to stop cannot be interrupted while it connects.
    Thread connecting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    made.connect(
                        new InetSocketAddress(host, port), Math.toIntExact(each.toMillis()));
                  } catch (IOException e) {
                    failure.set(e);
                  }
                });
    try {
      connecting.join();
    } catch (InterruptedException e) {
      made.close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while connecting");
    }
    IOException failed = failure.get();
    if (failed != null) {
      made.close();
      throw failed;
    }
    return made;
  }

  @Override
  public InputStream getInputStream(Socket made) throws IOException {
    return made.getInputStream();
  }

  @Override
  public OutputStream getOutputStream(Socket made) throws IOException {
    return made.getOutputStream();
  }

  /** Whether it was cut. */
  boolean late() {
    return limit.passed();
  }

  /** The connection stands: from here on it has no limit of its own. */
  @Override
  public void close() {
    limit.close();
  }

  private void cut() throws IOException {
    Socket made = socket;
    if (made != null) {
      made.close();
    }
  }
}
