package dev.slipway.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.workers.step.StepFailedException;
import dev.slipway.workers.step.StepStoppedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SshHostsTest {

  @TempDir Path root;
  private TestHost host;
  private SshHosts hosts;
  private TestStep step;

  @BeforeEach
  void start() throws IOException {
    host = new TestHost(root);
    hosts = new JschHosts(Clock.systemUTC());
    step = new TestStep("7-build", 1, Map.of("key", host.privateKey("")));
  }

  @AfterEach
  void stop() throws IOException {
    hosts.close();
    host.close();
  }

  @Test
  void readsTheTrueExitStatusOfManyCommandsOnOneConnection() throws Exception {
    // given
    RemoteHost remote = hosts.reach(host.platform(), step);
    List<Callable<Integer>> commands = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      int status = i % 7;
      commands.add(() -> remote.run(RemoteCommand.of("sh", "-c", "exit " + status)).status());
    }

    // when
    List<Integer> seen = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
      for (Future<Integer> status : threads.invokeAll(commands)) {
        seen.add(status.get());
      }
    }

    // then
    for (int i = 0; i < 120; i++) {
      assertThat(seen.get(i)).isEqualTo(i % 7);
    }
    assertThat(host.connections()).isEqualTo(1);
  }

  @Test
  void aFloodOnStandardErrorBlocksNothing() throws Exception {
    // given
    RemoteHost remote = hosts.reach(host.platform(), step);

    // when
    CommandResult result =
        remote.run(
            RemoteCommand.script("seq 1 200000 >&2; echo done; exit 3")
                .within(Duration.ofSeconds(60)));

    // then
    assertThat(result.status()).isEqualTo(3);
    assertThat(result.out()).isEqualTo("done\n");
    assertThat(result.err()).endsWith("199999\n200000\n").hasSizeLessThanOrEqualTo(64 * 1024);
  }

  @Test
  void handsOverStandardInputDirectoryAndVariables() throws Exception {
    // given
    RemoteHost remote = hosts.reach(host.platform(), step);
    RemoteCommand command =
        RemoteCommand.of("sh", "-c", "cat; echo \"$GREETING\"; pwd")
            .in(root.toString())
            .with(Map.of("GREETING", "it's\n$(date)"))
            .stdin("given\n".getBytes(StandardCharsets.UTF_8));

    // when
    CommandResult result = remote.run(command);

    // then
    assertThat(result.out()).isEqualTo("given\nit's\n$(date)\n" + root.toRealPath() + "\n");
  }

  @Test
  void aCommandThatDoesNotEndIsGivenUpAtItsDeadline() throws Exception {
    // given
    RemoteHost remote = hosts.reach(host.platform(), step);

    // when
    StepFailedException failed =
        catchThrowableOfType(
            StepFailedException.class,
            () -> remote.run(RemoteCommand.of("sleep", "100").within(Duration.ofMillis(300))));

    // then
    assertThat(failed.failure().why()).contains("did not end within");
    assertThat(remote.run(RemoteCommand.of("true")).ok()).isTrue();
  }

  @Test
  void refusesAnUnknownHostKeyAndShowsBothFingerprints() {
    // given
    KeyPair other = TestHost.newKey();

    // when
    StepFailedException refused =
        catchThrowableOfType(
            StepFailedException.class,
            () -> hosts.reach(host.platform(TestHost.pinned(other)), step));

    // then
    assertThat(refused.failure().why())
        .contains(host.hostKeyFingerprint(), TestHost.fingerprint(other))
        .contains("SHA256:");
    assertThat(refused.failure().retriable()).isFalse();
  }

  @Test
  void refusesAPinnedKeyThatIsNoKey() {
    // given
    String cut = "ssh-ed25519 AAAAC3NzaC1lZDI1";

    // when
    StepFailedException refused =
        catchThrowableOfType(
            StepFailedException.class, () -> hosts.reach(host.platform(cut), step));

    // then
    assertThat(refused.failure().why()).contains("ssh-ed25519");
    assertThat(host.connections()).isZero();
  }

  @Test
  void opensAnEncryptedKeyWithItsPassphrase() throws Exception {
    // given
    TestStep locked =
        new TestStep(
            "7-build",
            1,
            Map.of("key", host.privateKey("correct horse"), "passphrase", "correct horse"));

    // when
    RemoteHost remote = hosts.reach(host.platformWithPassphrase(), locked);

    // then
    assertThat(remote.run(RemoteCommand.of("true")).ok()).isTrue();
  }

  @Test
  void saysThatAPassphraseIsWrongWithoutQuotingIt() {
    // given
    TestStep locked =
        new TestStep(
            "7-build", 1, Map.of("key", host.privateKey("correct horse"), "passphrase", "wrong"));

    // when
    StepFailedException refused =
        catchThrowableOfType(
            StepFailedException.class, () -> hosts.reach(host.platformWithPassphrase(), locked));

    // then
    assertThat(refused.failure().why()).contains("secret:passphrase does not open");
    assertThat(refused).hasMessageNotContaining("wrong");
  }

  @Test
  void saysThatTheAccountDoesNotAcceptTheKey() throws Exception {
    // given
    try (TestHost another = new TestHost(root)) {
      TestStep stranger = new TestStep("7-build", 1, Map.of("key", another.privateKey("")));

      // when
      StepFailedException refused =
          catchThrowableOfType(
              StepFailedException.class, () -> hosts.reach(host.platform(), stranger));

      // then
      assertThat(refused.failure().why()).contains("does not accept secret:key for deploy");
    }
  }

  @Test
  void connectsAgainAfterACut() throws Exception {
    // given
    RemoteHost remote = hosts.reach(host.platform(), step);
    remote.run(RemoteCommand.of("true"));
    host.cut();

    // when
    boolean ok = false;
    for (int i = 0; i < 3 && !ok; i++) {
      try {
        ok = remote.run(RemoteCommand.of("true")).ok();
      } catch (StepFailedException e) {
        assertThat(e.failure().retriable()).isTrue();
      }
    }

    // then
    assertThat(ok).isTrue();
    assertThat(host.connections()).isGreaterThan(1);
  }

  @Test
  void aCutInTheMiddleOfACommandIsNeverTakenForItsEnd() throws Exception {
    // given
    RemoteHost remote = hosts.reach(host.platform(), step);
    Path begun = root.resolve("begun");
    Thread cutter =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!Files.exists(begun)) {
                    Thread.onSpinWait();
                  }
                  host.cut();
                });

    // when
    StepFailedException failed =
        catchThrowableOfType(
            StepFailedException.class,
            () -> remote.run(RemoteCommand.script("touch \"$1\"; sleep 60", begun.toString())));
    cutter.join();

    // then
    assertThat(failed.failure().why()).contains("whether it ended is not known");
  }

  @Test
  void aCancelledStepMayStillCleanUp() throws Exception {
    // given
    RemoteHost remote = hosts.reach(host.platform(), step);
    step.stop(StepStoppedException.Reason.CANCELLED);

    // when
    CommandResult result = remote.run(RemoteCommand.of("sleep", "0.6"));

    // then
    assertThat(result.ok()).isTrue();
  }

  @Test
  void uploadsAFileWhole() throws Exception {
    // given
    byte[] content = new byte[3_000_000];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31);
    }
    Path target = root.resolve("it's here");

    // when
    hosts.reach(host.platform(), step).upload(new ByteArrayInputStream(content), target.toString());

    // then
    assertThat(Files.readAllBytes(target)).isEqualTo(content);
  }

  @Test
  void leavesNothingOfAnUploadWhoseSourceBreaks() throws Exception {
    // given
    InputStream broken =
        new InputStream() {
          private int left = 100_000;

          @Override
          public int read() throws IOException {
            return read(new byte[1], 0, 1);
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            if (left <= 0) {
              throw new IOException("the disk is gone");
            }
            left -= length;
            return length;
          }
        };
    RemoteHost remote = hosts.reach(host.platform(), step);

    // when
    StepFailedException failed =
        catchThrowableOfType(
            StepFailedException.class,
            () -> remote.upload(broken, root.resolve("file").toString()));

    // then
    assertThat(failed.failure().why()).contains("the disk is gone");
    try (var files = Files.list(root)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void talksToASocketOnTheHost() throws Exception {
    // given
    try (ServerSocket server = echoOnce()) {
      RemoteHost remote = hosts.reach(host.platform(), step);

      // when
      String answer;
      try (RemoteSocket socket = remote.open("127.0.0.1:" + server.getLocalPort())) {
        socket.out().write("show servers state\n".getBytes(StandardCharsets.UTF_8));
        socket.out().flush();
        answer = new String(socket.in().readAllBytes(), StandardCharsets.UTF_8);
      }

      // then
      assertThat(answer).isEqualTo("show servers state\n");
    }
  }

  @Test
  void saysThatNothingListens() throws Exception {
    // given
    int free;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = server.getLocalPort();
    }
    RemoteHost remote = hosts.reach(host.platform(), step);

    // when
    StepFailedException failed =
        catchThrowableOfType(StepFailedException.class, () -> remote.open("127.0.0.1:" + free));

    // then
    assertThat(failed.failure().what()).contains("127.0.0.1:" + free);
    assertThat(remote.run(RemoteCommand.of("true")).ok()).isTrue();
  }

  @Test
  void forwardsALoopbackPort() throws Exception {
    // given
    try (ServerSocket server = echoOnce()) {
      RemoteHost remote = hosts.reach(host.platform(), step);

      // when
      ForwardedPort port = remote.forward(server.getLocalPort());
      String answer;
      try (port;
          Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.number())) {
        socket.getOutputStream().write("ping\n".getBytes(StandardCharsets.UTF_8));
        answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      }

      // then
      assertThat(answer).isEqualTo("ping\n");
      while (leadsSomewhere(port.number())) {
        Thread.onSpinWait();
      }
    }
  }

  /** The port is closed by the thread that listens there, a moment after it was told to. */
  private static boolean leadsSomewhere(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (ConnectException e) {
      return false;
    }
  }

  @Test
  void hangsUpWhereNobodyCallsAndCallsAgainWhenNeeded() throws Exception {
    // given
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    InstantSource time = now::get;
    try (TestHost other = new TestHost(root);
        SshHosts later = new JschHosts(time.withZone(ZoneOffset.UTC))) {
      RemoteHost remote = later.reach(host.platform(), step);
      now.set(Instant.EPOCH.plus(Duration.ofHours(1)));

      // when
      later.reach(
          other.platform(), new TestStep("7-build", 1, Map.of("key", other.privateKey(""))));

      // then
      while (host.openConnections() > 0) {
        Thread.onSpinWait();
      }
      assertThat(remote.run(RemoteCommand.of("true")).ok()).isTrue();
    }
  }

  /** Sends one line back and closes. */
  private static ServerSocket echoOnce() throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                int b;
                do {
                  b = in.read();
                  socket.getOutputStream().write(b);
                } while (b != '\n');
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    return server;
  }
}
