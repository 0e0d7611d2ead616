package dev.slipway.workers.verify;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One connection that speaks HTTP/1.1, RFC 9112. The JDK's client cannot be used where the {@code
 * Host} header is not the address (a candidate asked through a forwarded port), nor where every
 * reset must be seen (it quietly asks again on a fresh connection).
 */
public final class HttpConnection implements AutoCloseable {

  private static final int LONGEST_LINE = 16 << 10;
  private static final int MOST_HEADERS = 200;
  private static final int KEPT_BODY = 4 << 10;
  private static final int LONGEST_BODY = 32 << 20;

  private final Socket socket;
  private final InputStream in;
  private final String host;
  private final String scheme;
  private long end;
  private boolean reusable = true;

  private HttpConnection(Socket socket, InputStream in, URI site) {
    this.socket = socket;
    this.in = in;
    this.host = site.getAuthority();
    this.scheme = site.getScheme();
  }

  /** Connects to a site, over TLS where its URL says {@code https}. */
  public static HttpConnection to(URI site, Duration timeout) throws IOException {
    return over(SiteSocket.to(site, timeout), site);
  }

  /** Connects to a port of this machine and asks there as if it were the site. */
  public static HttpConnection behind(URI site, int localPort, Duration timeout)
      throws IOException {
    return over(SiteSocket.toThisMachine(localPort, timeout), site);
  }

  private static HttpConnection over(Socket socket, URI site) throws IOException {
    try {
      return new HttpConnection(socket, new BufferedInputStream(socket.getInputStream()), site);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Whether another request may be sent. */
  public boolean reusable() {
    return reusable;
  }

  /**
   * Asks for a page and reads the whole answer.
   *
   * @param target the path with its query
   * @param keep whether the connection is wanted for another request
   */
  public HttpAnswer get(String target, boolean keep, Duration timeout) throws IOException {
    if (!target.startsWith("/") || target.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IOException("not a path: " + target);
    }
    end = System.nanoTime() + timeout.toNanos();
    String request =
        "GET "
            + target
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\nX-Forwarded-Proto: "
            + scheme
            + "\r\nUser-Agent: slipway\r\nAccept: */*\r\nConnection: "
            + (keep ? "keep-alive" : "close")
            + "\r\n\r\n";
    reusable = false;
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    int status = status(line());
    while (status / 100 == 1) {
      headers();
      status = status(line());
    }
    Map<String, String> headers = headers();
    Body body = new Body();
    boolean delimited = read(status, headers, body);
    String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
    reusable = keep && delimited && !connection.contains("close");
    return new HttpAnswer(status, headers, body.kept.toString(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      reusable = false;
    }
  }

  private boolean read(int status, Map<String, String> headers, Body body) throws IOException {
    if (status == 204 || status == 304) {
      return true;
    }
    String encoding = headers.getOrDefault("transfer-encoding", "");
    if (encoding.toLowerCase(Locale.ROOT).endsWith("chunked")) {
      for (long size = chunk(); size > 0; size = chunk()) {
        body.read(size);
        line();
      }
      headers();
      return true;
    }
    Optional<String> length = Optional.ofNullable(headers.get("content-length"));
    if (length.isPresent()) {
      body.read(number(length.get(), 10));
      return true;
    }
    body.readToEnd();
    return false;
  }

  private long chunk() throws IOException {
    String size = line();
    int extension = size.indexOf(';');
    return number((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
  }

  private static int status(String line) throws IOException {
    if (!line.matches("HTTP/1\\.[01] [0-9]{3}( .*)?")) {
      throw new IOException("not an HTTP answer: " + line);
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon <= 0 || headers.size() > MOST_HEADERS) {
        throw new IOException("not a list of headers: " + line);
      }
      headers.putIfAbsent(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = next(); c != '\n'; c = next()) {
      line.append((char) c);
      if (line.length() > LONGEST_LINE) {
        throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
      }
    }
    int length = line.length();
    return length > 0 && line.charAt(length - 1) == '\r'
        ? line.substring(0, length - 1)
        : line.toString();
  }

  private int next() throws IOException {
    awaitBytes(in.available());
    int c = in.read();
    if (c < 0) {
      throw new EOFException("the connection ended before the answer did");
    }
    return c;
  }

  private void awaitBytes(int available) throws IOException {
    if (available > 0) {
      return;
    }
    long left = (end - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException("no whole answer in time");
    }
    socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
  }

  private static long number(String digits, int radix) throws IOException {
    try {
      long number = Long.parseLong(digits, radix);
      if (number < 0 || number > LONGEST_BODY) {
        throw new IOException("a body of " + digits + " bytes");
      }
      return number;
    } catch (NumberFormatException e) {
      throw new IOException("not a length: " + digits, e);
    }
  }

  /** Reads a body to its end and keeps the first bytes of it. */
  private final class Body {

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[8192];
    private long all;

    void read(long length) throws IOException {
      for (long left = length; left > 0; ) {
        int n = some((int) Math.min(left, buffer.length));
        if (n < 0) {
          throw new EOFException("the connection ended " + left + " bytes before the answer did");
        }
        left -= n;
      }
    }

    void readToEnd() throws IOException {
      int n = 0;
      while (n >= 0) {
        n = some(buffer.length);
      }
    }

    private int some(int most) throws IOException {
      HttpConnection.this.awaitBytes(in.available());
      int n = in.read(buffer, 0, most);
      if (n > 0) {
        all += n;
        kept.write(buffer, 0, Math.min(n, Math.max(0, KEPT_BODY - kept.size())));
      }
      if (all > LONGEST_BODY) {
        throw new IOException("a body of more than " + LONGEST_BODY + " bytes");
      }
      return n;
    }
  }
}
