package dev.slipway.workers.ssh;

import dev.slipway.processes.definition.Colour;
import dev.slipway.processes.definition.HostPlatform;
import dev.slipway.processes.definition.SecretReference;
import dev.slipway.processes.definition.ServiceProcess;
import dev.slipway.processes.definition.SshAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.shell.ProcessShellFactory;

/** An SSH server on loopback that runs commands in the machine's own shell. */
final class TestHost implements AutoCloseable {

  private final SshServer server = SshServer.setUpDefaultServer();
  private final KeyPair hostKey;
  private final KeyPair userKey;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();
  private final Path root;

  TestHost(Path root) throws IOException {
    this(root, "");
  }

  /**
   * @param prelude a line of shell that goes before every command
   */
  TestHost(Path root, String prelude) throws IOException {
    this.root = root;
    this.hostKey = newKey();
    this.userKey = newKey();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    server.setPublickeyAuthenticator(
        (user, key, session) -> KeyUtils.compareKeys(key, userKey.getPublic()));
    // As sshd does it: the whole line goes to the account's shell.
    server.setCommandFactory(
        (channel, command) ->
            new ProcessShellFactory(command, "sh", "-c", prelude + command).createShell(channel));
    server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
    server.addSessionListener(
        new SessionListener() {
          @Override
          public void sessionCreated(Session session) {
            connections.incrementAndGet();
            if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
              session.close(true);
            }
          }
        });
    server.start();
  }

  Path root() {
    return root;
  }

  int port() {
    return server.getPort();
  }

  int connections() {
    return connections.get();
  }

  int openConnections() {
    return server.getActiveSessions().size();
  }

  /** Cuts every connection without a word, as a broken network does. */
  void cut() {
    server.getActiveSessions().forEach(session -> session.close(true));
  }

  /** Breaks so many of the connections that come next before anybody has signed in. */
  void refuseNext(int count) {
    refusals.set(count);
  }

  String jobs() {
    return root.resolve(".slipway/jobs").toString();
  }

  HostPlatform platform() {
    return platform(PublicKeyEntry.toString(hostKey.getPublic()));
  }

  HostPlatform platform(String pinned) {
    return new HostPlatform(
        new SshAddress("deploy", "127.0.0.1", port()),
        new SecretReference("key"),
        Optional.empty(),
        pinned,
        root.toString(),
        Map.of(Colour.BLUE, 9001, Colour.GREEN, 9002),
        new ServiceProcess.Supervised("true"),
        List.of(),
        List.of(),
        Map.of());
  }

  HostPlatform platformWithPassphrase() {
    HostPlatform plain = platform();
    return new HostPlatform(
        plain.ssh(),
        plain.key(),
        Optional.of(new SecretReference("passphrase")),
        plain.hostKey(),
        plain.root(),
        plain.ports(),
        plain.process(),
        plain.required(),
        plain.shared(),
        plain.variables());
  }

  String hostKeyFingerprint() {
    return fingerprint(hostKey);
  }

  static String fingerprint(KeyPair pair) {
    return String.valueOf(KeyUtils.getFingerPrint(pair.getPublic()));
  }

  /** The account's private key as OpenSSH writes it. */
  String privateKey(String passphrase) {
    OpenSSHKeyEncryptionContext encryption = null;
    if (!passphrase.isEmpty()) {
      encryption = new OpenSSHKeyEncryptionContext();
      encryption.setPassword(passphrase);
      encryption.setCipherName("AES");
      encryption.setCipherMode("CTR");
      encryption.setCipherType("256");
    }
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(userKey, "test", encryption, out);
      return out.toString(StandardCharsets.US_ASCII);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String pinned(KeyPair pair) {
    return PublicKeyEntry.toString(pair.getPublic());
  }

  String read(String path) throws IOException {
    return Files.readString(root.resolve(path));
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}
