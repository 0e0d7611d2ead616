package dev.slipway.e2e.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.e2e.server.Eventually;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoHostTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir private Path directory;
  private final ProcessMark mark = new ProcessMark("HOST_TEST", UUID.randomUUID().toString());
  private final SshClient client = SshClient.setUpDefaultClient();
  private KeyPair key;
  private DemoHost host;

  @BeforeEach
  void start() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    key = generator.generateKeyPair();
    client.setServerKeyVerifier((session, address, presented) -> true);
    client.start();
    host =
        DemoHost.start(
            new HostSettings(
                0,
                "demo",
                generator.generateKeyPair(),
                key.getPublic(),
                home(),
                Map.of("PATH", "/usr/bin:/bin"),
                mark));
  }

  @AfterEach
  void stop() throws IOException {
    client.stop();
    host.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 255})
  void reportsTheExitStatusOfACommand(int status) throws Exception {
    try (ClientSession session = signIn(key)) {
      assertThat(run(session, "exit " + status, "").status).isEqualTo(status);
    }
  }

  @Test
  void deliversAllOutputBeforeTheStatus() throws Exception {
    try (ClientSession session = signIn(key)) {
      // when
      Ran ran = run(session, "seq 1 50000; echo wrong >&2; cat", "input");
      // then
      assertThat(ran.out).startsWith("1\n2\n").endsWith("50000\ninput");
      assertThat(ran.err).isEqualTo("wrong\n");
    }
  }

  @Test
  void startsCommandsInItsDirectoryWithACleanEnvironment() throws Exception {
    try (ClientSession session = signIn(key)) {
      // when
      Ran ran = run(session, "pwd; echo $HOME; env | grep -c JAVA || true", "");
      // then
      String home = home().toRealPath().toString();
      assertThat(ran.out.lines()).containsExactly(home, home, "0");
    }
  }

  @Test
  void refusesAStrangersKey() throws Exception {
    // given
    KeyPair strange = KeyPairGenerator.getInstance("EC").generateKeyPair();
    // then
    assertThatThrownBy(() -> signIn(strange)).isInstanceOf(SshException.class);
  }

  @Test
  void letsACommandFinishAfterItsConnectionIsCut() throws Exception {
    try (ClientSession session = signIn(key);
        ChannelExec channel =
            session.createExecChannel("mkfifo gate; echo begun; read x <gate; echo $x >after")) {
      channel.open().verify(PATIENCE);
      awaitLine(channel.getInvertedOut());
      // when
      host.cutConnections();
      Files.writeString(home().resolve("gate"), "finished\n");
    }
    // then
    Path after = home().resolve("after");
    Eventually.hold(
        "the command has finished",
        PATIENCE,
        () -> Files.exists(after) && Files.readString(after).equals("finished\n"));
  }

  @Test
  void leavesNoProcessBehindEvenADetachedOneThatIgnoresItsEnd() throws Exception {
    // given
    long pid;
    try (ClientSession session = signIn(key)) {
      String script = "trap \"\" TERM HUP; while :; do sleep 1; done";
      Ran ran =
          run(
              session,
              "setsid nohup sh -c '" + script + "' >/dev/null 2>&1 </dev/null & echo $!",
              "");
      pid = Long.parseLong(ran.out.strip());
    }
    assertThat(ProcessHandle.of(pid)).isPresent();
    // when
    host.close();
    // then
    assertThat(mark.processes()).isEmpty();
  }

  private record Ran(int status, String out, String err) {}

  private ClientSession signIn(KeyPair identity) throws IOException {
    ClientSession session =
        client.connect("demo", "127.0.0.1", host.port()).verify(PATIENCE).getSession();
    session.addPublicKeyIdentity(identity);
    session.auth().verify(PATIENCE);
    return session;
  }

  private static Ran run(ClientSession session, String command, String input) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (ChannelExec channel = session.createExecChannel(command)) {
      channel.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
      channel.setOut(out);
      channel.setErr(err);
      channel.open().verify(PATIENCE);
      assertThat(channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE))
          .contains(ClientChannelEvent.CLOSED);
      return new Ran(
          channel.getExitStatus(),
          out.toString(StandardCharsets.UTF_8),
          err.toString(StandardCharsets.UTF_8));
    }
  }

  private static void awaitLine(InputStream in) throws IOException {
    for (int next = in.read(); next != '\n'; next = in.read()) {
      assertThat(next).isNotNegative();
    }
  }

  private Path home() {
    return directory.resolve("home");
  }
}
