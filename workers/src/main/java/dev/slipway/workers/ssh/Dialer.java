package dev.slipway.workers.ssh;

import com.jcraft.jsch.Identity;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import dev.slipway.workers.step.Failure;
import dev.slipway.workers.step.StepContext;
import dev.slipway.workers.step.StepFailedException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** Connects and signs in. The key is in memory only, and only while it is needed. */
final class Dialer {

  private static final int CONNECT_MILLIS = 15_000;
  private static final Duration WHOLE = Duration.ofSeconds(45);

  private final Clock clock;
  private final Duration whole;

  Dialer(Clock clock) {
    this(clock, WHOLE);
  }

  /**
   * @param whole how long connecting and signing in may take together
   */
  Dialer(Clock clock, Duration whole) {
    this.clock = clock;
    this.whole = whole;
  }

  Connection dial(Destination to, StepContext step)
      throws StepFailedException, InterruptedException {
    PinnedHostKey hostKey = hostKey(to);
    JSch jsch = new JSch();
    jsch.setInstanceLogger(new JschLog());
    jsch.setHostKeyRepository(hostKey);
    addKey(jsch, to, step);
    Session session = null;
    DialSocket socket = new DialSocket(Duration.ofMillis(CONNECT_MILLIS), whole);
    try (socket) {
      session = jsch.getSession(to.ssh().user(), to.ssh().host(), to.ssh().port());
      session.setConfig("StrictHostKeyChecking", "yes");
      session.setConfig("prefer_known_host_key_types", "yes");
      session.setConfig("PreferredAuthentications", "publickey");
      session.setServerAliveInterval(15_000);
      session.setServerAliveCountMax(4);
      session.setDaemonThread(true);
      session.setSocketFactory(socket);
      session.connect(CONNECT_MILLIS);
      return new Connection(session, clock);
    } catch (JSchException e) {
      if (session != null) {
        session.disconnect();
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("Interrupted while connecting to " + to);
      }
      if (socket.late()) {
        throw new StepFailedException(tooLong(to), e);
      }
      throw new StepFailedException(failure(to, hostKey, e), e);
    }
  }

  private Failure tooLong(Destination to) {
    return Failure.of(
            connecting(to),
            "The host had not let Slipway in after " + whole.toSeconds() + " s",
            "See that an SSH server listens there, and whether the host is overloaded")
        .retry();
  }

  private static PinnedHostKey hostKey(Destination to) throws StepFailedException {
    try {
      return new PinnedHostKey(to.hostKey());
    } catch (IllegalArgumentException e) {
      throw new StepFailedException(
          Failure.of(
              connecting(to),
              String.valueOf(e.getMessage()),
              "Pin the host's key in the application file as ssh-keyscan prints it, after"
                  + " comparing its fingerprint on the host"),
          e);
    }
  }

  private static void addKey(JSch jsch, Destination to, StepContext step)
      throws StepFailedException {
    String text = step.secret(to.key()).reveal();
    byte[] key = (text.endsWith("\n") ? text : text + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      jsch.addIdentity(to.key().toString(), key, null, null);
    } catch (JSchException e) {
      // The cause is left out: it may quote the key.
      throw new StepFailedException(
          Failure.of(
              connecting(to),
              to.key() + " is not a private key that can be read",
              "Store the whole private key file, with its first and last line, as "
                  + to.key().name()));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
    for (Identity identity : jsch.getIdentityRepository().getIdentities()) {
      if (identity.isEncrypted() && !opens(identity, to, step)) {
        throw new StepFailedException(
            Failure.of(
                connecting(to),
                to.passphrase()
                    .map(reference -> reference + " does not open the private key " + to.key())
                    .orElse("The private key " + to.key() + " has a passphrase"),
                "Store its passphrase as a secret and name it as the platform's passphrase"));
      }
    }
  }

  private static boolean opens(Identity identity, Destination to, StepContext step)
      throws StepFailedException {
    if (to.passphrase().isEmpty()) {
      return false;
    }
    byte[] passphrase = step.secret(to.passphrase().get()).revealBytes();
    try {
      return identity.setPassphrase(passphrase);
    } catch (JSchException e) {
      return false;
    } finally {
      Arrays.fill(passphrase, (byte) 0);
    }
  }

  private static Failure failure(Destination to, PinnedHostKey hostKey, JSchException e) {
    String message = String.valueOf(e.getMessage()).replaceFirst("^Session\\.connect: ", "");
    if (hostKey.refused().isPresent()) {
      return Failure.of(
          connecting(to),
          "The host shows the key "
              + hostKey.refused().get()
              + ", but "
              + hostKey.fingerprint()
              + " is pinned. Nothing was sent to it",
          "Read the fingerprint on the host's own console (ssh-keygen -lf"
              + " /etc/ssh/ssh_host_ed25519_key.pub). If it is the shown one, pin the new key in"
              + " the application file; if not, somebody is in between");
    }
    if (e instanceof JSchAlgoNegoFailException) {
      return Failure.of(
          connecting(to),
          "The host and Slipway have no algorithm in common: " + message,
          "Bring the host's SSH server up to date");
    }
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.startsWith("auth") || lower.startsWith("userauth")) {
      return Failure.of(
          connecting(to),
          "The host does not accept " + to.key() + " for " + to.ssh().user(),
          "Add the public half of the key to ~/.ssh/authorized_keys of "
              + to.ssh().user()
              + " on the host");
    }
    return Failure.of(
            connecting(to), message, "See that the host is up and its SSH port is reachable")
        .retry();
  }

  private static String connecting(Destination to) {
    return "Connecting to " + to;
  }
}
