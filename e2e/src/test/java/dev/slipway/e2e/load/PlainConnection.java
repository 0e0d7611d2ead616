package dev.slipway.e2e.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One HTTP/1.1 connection. Written by hand because the client libraries at hand repeat a request on
 * a fresh connection when the first was reset, and a reset is just what has to be counted.
 */
final class PlainConnection implements AutoCloseable {

  private static final int LONGEST_BODY = 1 << 20;

  private final Socket socket;
  private final InputStream in;
  private final String authority;

  private PlainConnection(Socket socket, String authority) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.authority = authority;
  }

  static PlainConnection open(URI base, Duration timeout) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), base.getPort()),
          Math.toIntExact(timeout.toMillis()));
      return new PlainConnection(socket, base.getAuthority());
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  Answer get(String path, boolean keepAlive) throws IOException {
    return exchange("GET", path, "", keepAlive);
  }

  Answer post(String path, String body, boolean keepAlive) throws IOException {
    return exchange("POST", path, body, keepAlive);
  }

  private Answer exchange(String method, String path, String body, boolean keepAlive)
      throws IOException {
    String head =
        method
            + ' '
            + path
            + " HTTP/1.1\r\nHost: "
            + authority
            + (keepAlive ? "" : "\r\nConnection: close")
            + (method.equals("POST") ? "\r\nContent-Length: " + body.length() : "")
            + "\r\n\r\n";
    socket.getOutputStream().write((head + body).getBytes(ISO_8859_1));
    int status = Integer.parseInt(line().substring(9, 12));
    Map<String, String> headers = headers();
    String text = new String(body(headers), UTF_8);
    boolean reusable =
        keepAlive && !"close".equalsIgnoreCase(headers.getOrDefault("connection", ""));
    return new Answer(status, headers.getOrDefault("x-version", ""), text, reusable);
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
    }
    return headers;
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if ("chunked".equalsIgnoreCase(headers.getOrDefault("transfer-encoding", ""))) {
      return chunks();
    }
    String length = headers.get("content-length");
    return length == null ? in.readNBytes(LONGEST_BODY) : exactly(Integer.parseInt(length));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line(), 16);
      all.write(exactly(size));
      line();
      if (size == 0) {
        return all.toByteArray();
      }
    }
  }

  private byte[] exactly(int length) throws IOException {
    if (length > LONGEST_BODY) {
      throw new IOException("A body of " + length + " bytes is longer than any of this test's");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("The connection ended in the middle of a body");
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("The connection ended before the answer did");
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
