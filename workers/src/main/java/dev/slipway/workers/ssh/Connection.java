package dev.slipway.workers.ssh;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.ChannelDirectStreamLocal;
import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import dev.slipway.workers.step.StepStoppedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One signed-in SSH connection. */
final class Connection {

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final String LOOPBACK = "127.0.0.1";
  private static final int OPEN_MILLIS = 15_000;

  /** OpenSSH allows ten at a time unless told otherwise (sshd_config, MaxSessions). */
  private static final int COMMANDS_AT_A_TIME = 8;

  private final Session session;
  private final Clock clock;
  private final Semaphore commands = new Semaphore(COMMANDS_AT_A_TIME, true);

  Connection(Session session, Clock clock) {
    this.session = session;
    this.clock = clock;
  }

  boolean alive() {
    return session.isConnected();
  }

  void close() {
    session.disconnect();
  }

  /**
   * Runs a command line and waits until the host has closed its channel: only then is the exit
   * status known for sure.
   *
   * @param out takes its standard output; must not block, for the thread that fills it serves every
   *     channel
   * @return how it ended, or nothing if it did not end in time
   */
  Optional<Exit> exec(
      String line,
      InputStream stdin,
      OutputStream out,
      OutputStream err,
      Instant deadline,
      StopCheck stop)
      throws ConnectionLostException, StepStoppedException, InterruptedException {
    if (!commands.tryAcquire(left(deadline).toMillis(), TimeUnit.MILLISECONDS)) {
      return Optional.empty();
    }
    try {
      return execNow(line, stdin, out, err, deadline, stop);
    } finally {
      commands.release();
    }
  }

  private Optional<Exit> execNow(
      String line,
      InputStream stdin,
      OutputStream out,
      OutputStream err,
      Instant deadline,
      StopCheck stop)
      throws ConnectionLostException, StepStoppedException, InterruptedException {
    ChannelExec channel;
    try {
      channel = (ChannelExec) session.openChannel("exec");
      channel.setCommand(line);
      // Without an input the host's end of standard input would stay open, and be waited for.
      channel.setInputStream(stdin);
      channel.setOutputStream(out, true);
      channel.setErrStream(err, true);
    } catch (JSchException e) {
      throw lost("The connection broke", false, e);
    }
    try {
      channel.connect(OPEN_MILLIS);
    } catch (JSchException e) {
      // Whether the request to run the command was sent before it failed cannot be told.
      boolean refused = !channel.isConnected() && session.isConnected();
      channel.disconnect();
      throw lost("The host opened no channel", !refused, e);
    }
    boolean ended = false;
    try {
      ended = awaitClose(channel, deadline, stop);
      return ended ? Optional.of(exit(channel)) : Optional.empty();
    } finally {
      if (!ended) {
        terminate(channel);
      }
      channel.disconnect();
    }
  }

  private boolean awaitClose(ChannelExec channel, Instant deadline, StopCheck stop)
      throws StepStoppedException, InterruptedException {
    long pause = 1;
    long sinceCheck = 0;
    while (!channel.isClosed()) {
      if (!clock.instant().isBefore(deadline)) {
        return false;
      }
      if (sinceCheck >= 250) {
        stop.check();
        sinceCheck = 0;
      }
      Thread.sleep(pause);
      sinceCheck += pause;
      pause = Math.min(10, pause + 1);
    }
    return true;
  }

  private Exit exit(ChannelExec channel) throws ConnectionLostException, InterruptedException {
    int status = channel.getExitStatus();
    Optional<String> signal = Optional.ofNullable(channel.getExitSignal());
    if (status == -1 && signal.isEmpty()) {
      // A breaking connection closes its channels a moment before it counts as broken.
      for (int i = 0; i < 50 && session.isConnected(); i++) {
        Thread.sleep(5);
      }
      if (!session.isConnected()) {
        throw new ConnectionLostException("The connection broke while the command ran", true);
      }
    }
    return new Exit(status, signal);
  }

  private static void terminate(ChannelExec channel) {
    try {
      channel.sendSignal("TERM");
    } catch (Exception e) {
      LOG.debug("The host was not told to end a command", e);
    }
  }

  /** Connects to {@code host:port} or to the Unix socket of that path. */
  RemoteSocket open(String address) throws ConnectionLostException, IOException {
    SocketPipe pipe = new SocketPipe(8 * 1024 * 1024, Duration.ofSeconds(30));
    Channel channel = null;
    try {
      channel = address.startsWith("/") ? local(address) : tcp(address);
      channel.setOutputStream(pipe.sink());
      OutputStream out = channel.getOutputStream();
      channel.connect(OPEN_MILLIS);
      return new ChannelSocket(channel, pipe.source(), out);
    } catch (JSchException e) {
      if (channel != null) {
        channel.disconnect();
      }
      if (!session.isConnected()) {
        throw lost("The connection broke", false, e);
      }
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  private Channel local(String path) throws JSchException {
    ChannelDirectStreamLocal channel =
        (ChannelDirectStreamLocal) session.openChannel("direct-streamlocal@openssh.com");
    channel.setSocketPath(path);
    return channel;
  }

  private Channel tcp(String address) throws JSchException {
    int colon = address.lastIndexOf(':');
    ChannelDirectTCPIP channel = (ChannelDirectTCPIP) session.openChannel("direct-tcpip");
    channel.setHost(address.substring(0, colon));
    channel.setPort(Integer.parseInt(address.substring(colon + 1)));
    return channel;
  }

  ForwardedPort forward(int remotePort) throws ConnectionLostException {
    try {
      int local = session.setPortForwardingL(LOOPBACK, 0, LOOPBACK, remotePort);
      return new ForwardedPort(local, () -> endForward(local));
    } catch (JSchException e) {
      throw lost("The port could not be forwarded", false, e);
    }
  }

  private void endForward(int local) {
    try {
      session.delPortForwardingL(LOOPBACK, local);
    } catch (JSchException e) {
      // A connection that broke has ended its forwarded ports already.
      LOG.debug("Port {} was not forwarded any more", local, e);
    }
  }

  /** Whether no command runs. */
  boolean idle() {
    return commands.availablePermits() == COMMANDS_AT_A_TIME;
  }

  private Duration left(Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static ConnectionLostException lost(String what, boolean begun, JSchException e) {
    return new ConnectionLostException(what + ": " + e.getMessage(), begun, e);
  }
}
