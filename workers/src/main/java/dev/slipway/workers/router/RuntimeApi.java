package dev.slipway.workers.router;

import dev.slipway.workers.ssh.RemoteHost;
import dev.slipway.workers.ssh.RemoteSocket;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * HAProxy's runtime API: one line asked, one answer, one connection. See "Unix Socket commands" in
 * HAProxy's management guide.
 */
record RuntimeApi(RemoteHost host, String socket, Duration longest) {

  private static final int LONGEST_ANSWER = 4 << 20;

  /** A socket gives up where nothing comes for a while; this is for one that goes on dripping. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  RuntimeApi(RemoteHost host, String socket) {
    this(host, socket, LONGEST);
  }

  String ask(String command)
      throws StepFailedException, StepStoppedException, InterruptedException {
    return exchange(command, false);
  }

  /**
   * HAProxy knows no fencing tokens, but it closes a connection on which nobody says anything,
   * after 10 seconds unless {@code stats timeout} says otherwise. A change is therefore asked for
   * on a connection that was opened before the host confirmed that this worker still may: one that
   * slept so long after the confirmation that another took over finds the connection closed.
   */
  private String exchange(String command, boolean change)
      throws StepFailedException, StepStoppedException, InterruptedException {
    try (RemoteSocket connection = host.open(socket)) {
      if (change) {
        host.confirm();
      }
      connection.out().write((command + "\n").getBytes(StandardCharsets.US_ASCII));
      connection.out().flush();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      byte[] chunk = new byte[8192];
      long begin = System.nanoTime();
      for (int n = connection.in().read(chunk); n >= 0; n = connection.in().read(chunk)) {
        answer.write(chunk, 0, n);
        if (answer.size() > LONGEST_ANSWER) {
          throw failed(command, "its answer was longer than " + LONGEST_ANSWER + " bytes", "");
        }
        if (System.nanoTime() - begin > longest.toNanos()) {
          throw new SocketTimeoutException(
              "the answer had not ended after " + longest.toSeconds() + " s");
        }
      }
      return answer.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new StepFailedException(
          Failure.of(
                  what(command),
                  "the connection to " + socket + " broke: " + e.getMessage(),
                  "Check that HAProxy runs and that its stats socket listens there")
              .retry(),
          e);
    }
  }

  /** Sends a command that HAProxy answers with nothing when it has obeyed. */
  void tell(String command) throws StepFailedException, StepStoppedException, InterruptedException {
    String answer = exchange(command, true);
    if (!answer.isBlank()) {
      throw failed(command, "HAProxy did not obey: " + firstLine(answer), answer);
    }
  }

  StepFailedException failed(String command, String why, String answer) {
    String next;
    if (answer.startsWith("No such backend") || answer.startsWith("Can't find backend")) {
      next = "Check router.haproxy.backend in the application file against HAProxy's configuration";
    } else if (answer.startsWith("No such server")) {
      next = "Check router.haproxy.servers in the application file against HAProxy's configuration";
    } else if (answer.startsWith("Permission denied")) {
      next = "Give the stats socket in HAProxy's configuration level admin";
    } else {
      next = "Read HAProxy's answer; check that it is HAProxy 2.2 or newer that listens there";
    }
    return new StepFailedException(Failure.of(what(command), why, next).withEvidence(answer));
  }

  private String what(String command) {
    return "HAProxy on " + host.address() + ", `" + command + "`";
  }

  static String firstLine(String answer) {
    String line = answer.strip().lines().findFirst().orElse("");
    return '"' + (line.length() > 200 ? line.substring(0, 200) + "…" : line) + '"';
  }
}
