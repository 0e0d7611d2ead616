package dev.slipway.e2e.front;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/**
 * Listens for runtime API clients: one line of commands separated by semicolons, their answers, the
 * end.
 */
final class RuntimeApi implements AutoCloseable {

  private static final int LONGEST_LINE = 16 * 1024;
  private static final int TIMEOUT_MILLIS = 30_000;

  private final ServerSocket listener;
  private final RuntimeCommands commands;

  RuntimeApi(int port, Backend backend) throws IOException {
    this.listener = new ServerSocket(port, 64, InetAddress.getLoopbackAddress());
    this.commands = new RuntimeCommands(backend);
  }

  void start() {
    Thread.ofPlatform().daemon().name("front-runtime-api").start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().name("front-runtime-client").start(() -> serve(client));
      } catch (IOException e) {
        // Closed, which ends the loop, or one client that gave up before it was accepted.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setSoTimeout(TIMEOUT_MILLIS);
      StringBuilder answers = new StringBuilder();
      for (String command : readLine(client.getInputStream()).split(";", -1)) {
        answers.append(commands.answer(command)).append('\n');
      }
      client.getOutputStream().write(answers.toString().getBytes(StandardCharsets.UTF_8));
    } catch (SocketTimeoutException e) {
      // A client that says nothing is sent away, as by HAProxy.
    } catch (IOException e) {
      // A client that left has no use for an answer.
    }
  }

  private static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (line.size() == LONGEST_LINE) {
        throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
