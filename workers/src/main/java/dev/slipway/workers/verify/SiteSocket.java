package dev.slipway.workers.verify;

import dev.slipway.workers.step.TimeLimit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Connects to a site; its timeouts are for connecting, for TLS and for each read. */
final class SiteSocket {

  private SiteSocket() {}

  /** Over TLS where the site's URL says {@code https}. */
  static Socket to(URI site, Duration timeout) throws IOException {
    boolean tls = site.getScheme().equals("https");
    int port = site.getPort() >= 0 ? site.getPort() : tls ? 443 : 80;
    Socket plain = connect(InetAddress.getAllByName(site.getHost()), port, timeout);
    try {
      return tls ? secure(plain, site.getHost(), port, timeout) : plain;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  static Socket toThisMachine(int port, Duration timeout) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    return connect(new InetAddress[] {loopback}, port, timeout);
  }

  private static Socket connect(InetAddress[] addresses, int port, Duration timeout)
      throws IOException {
    IOException refused = new IOException("no address");
    for (InetAddress address : addresses) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
        socket.setSoTimeout((int) timeout.toMillis());
        socket.setTcpNoDelay(true);
        return socket;
      } catch (IOException e) {
        socket.close();
        refused = e;
      }
    }
    throw refused;
  }

  private static Socket secure(Socket plain, String host, int port, Duration timeout)
      throws IOException {
    TimeLimit limit = new TimeLimit(timeout, plain);
    try {
      return handshake(plain, host, port);
    } finally {
      limit.close();
    }
  }

  private static Socket handshake(Socket plain, String host, int port) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }
}
