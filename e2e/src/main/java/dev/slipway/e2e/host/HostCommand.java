package dev.slipway.e2e.host;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/**
 * One command of a client, run by a shell as OpenSSH's server runs it: in a session of its own, not
 * ended when the connection is lost, its status reported once its output is delivered.
 */
final class HostCommand implements Command {

  private final String command;
  private final HostSettings settings;
  private @Nullable InputStream in;
  private @Nullable OutputStream out;
  private @Nullable OutputStream err;
  private @Nullable ExitCallback exit;
  private @Nullable Process process;

  HostCommand(String command, HostSettings settings) {
    this.command = command;
    this.settings = settings;
  }

  @Override
  public void setInputStream(InputStream in) {
    this.in = in;
  }

  @Override
  public void setOutputStream(OutputStream out) {
    this.out = out;
  }

  @Override
  public void setErrorStream(OutputStream err) {
    this.err = err;
  }

  @Override
  public void setExitCallback(ExitCallback exit) {
    this.exit = exit;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(shell());
    builder.directory(settings.home().toFile());
    Map<String, String> variables = builder.environment();
    variables.clear();
    variables.putAll(settings.environment());
    variables.put("HOME", settings.home().toString());
    variables.put("USER", settings.user());
    variables.put(settings.mark().name(), settings.mark().value());
    Process started = builder.start();
    process = started;
    InputStream input = requireNonNull(in);
    thread("stdin", () -> pump(input, started.getOutputStream(), true));
    Thread stdout = pumpOut("stdout", started.getInputStream(), requireNonNull(out));
    Thread stderr = pumpOut("stderr", started.getErrorStream(), requireNonNull(err));
    ExitCallback callback = requireNonNull(exit);
    thread("exit", () -> report(started, stdout, stderr, callback));
  }

  @Override
  public void destroy(ChannelSession channel) throws IOException {
    Process started = process;
    if (started != null) {
      started.getOutputStream().close();
      started.getInputStream().close();
      started.getErrorStream().close();
    }
  }

  private List<String> shell() {
    List<String> argv = new ArrayList<>();
    if (new File("/usr/bin/setsid").canExecute()) {
      argv.add("/usr/bin/setsid");
    }
    argv.addAll(List.of("/bin/sh", "-c", command));
    return argv;
  }

  private static Thread pumpOut(String name, InputStream from, OutputStream to) {
    return thread(name, () -> pump(from, to, false));
  }

  private static Thread thread(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name("host-" + name).start(work);
  }

  private static void pump(InputStream from, OutputStream to, boolean closing) {
    byte[] buffer = new byte[16 * 1024];
    try {
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        to.write(buffer, 0, read);
        to.flush();
      }
    } catch (IOException e) {
      // The other side is gone; what ends the command is its own exit.
    }
    if (closing) {
      try {
        to.close();
      } catch (IOException e) {
        // Closed by the process's end already.
      }
    }
  }

  private static void report(Process process, Thread stdout, Thread stderr, ExitCallback exit) {
    try {
      int status = process.waitFor();
      stdout.join();
      stderr.join();
      exit.onExit(status);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
