package dev.slipway.e2e.host;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.RejectAllPasswordAuthenticator;

/**
 * A running host. Commands outlive their connection, as they do with any SSH server; none outlives
 * the host.
 */
public final class DemoHost implements AutoCloseable {

  private static final Duration GRACE = Duration.ofMillis(500);

  private final SshServer server;
  private final HostSettings settings;

  private DemoHost(SshServer server, HostSettings settings) {
    this.server = server;
    this.settings = settings;
  }

  /**
   * Starts a host on loopback.
   *
   * @throws IOException if the port is taken or the home directory cannot be made
   */
  public static DemoHost start(HostSettings settings) throws IOException {
    Files.createDirectories(settings.home());
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setPort(settings.port());
    server.setKeyPairProvider(KeyPairProvider.wrap(settings.hostKey()));
    server.setPasswordAuthenticator(RejectAllPasswordAuthenticator.INSTANCE);
    server.setPublickeyAuthenticator(
        (user, key, session) ->
            user.equals(settings.user()) && KeyUtils.compareKeys(key, settings.authorised()));
    server.setForwardingFilter(new LoopbackForwarding());
    server.setCommandFactory((channel, command) -> new HostCommand(command, settings));
    CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
    // As OpenSSH does; otherwise every command waits 40 ms for an acknowledgement.
    CoreModuleProperties.TCP_NODELAY.set(server, true);
    server.start();
    return new DemoHost(server, settings);
  }

  public int port() {
    return server.getPort();
  }

  /** The host's public key as {@code known_hosts} has it, without the host's name. */
  public String hostKey() {
    return PublicKeyEntry.toString(settings.hostKey().getPublic());
  }

  /** Cuts every connection, as a broken network would; commands go on. */
  public void cutConnections() {
    server.getActiveSessions().forEach(session -> session.close(true));
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
    try {
      int left = settings.mark().endAll(GRACE);
      if (left > 0) {
        throw new IOException(left + " processes of the host could not be ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
