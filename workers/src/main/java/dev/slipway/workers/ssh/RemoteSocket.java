package dev.slipway.workers.ssh;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A connection to a socket on the host. A read that gets nothing for 30 seconds throws {@link
 * java.net.SocketTimeoutException}.
 */
public interface RemoteSocket extends AutoCloseable {

  InputStream in();

  OutputStream out();

  @Override
  void close();
}
