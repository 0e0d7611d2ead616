package dev.slipway.workers.ssh;

import dev.slipway.processes.definition.HostPlatform;
import dev.slipway.processes.definition.SecretReference;
import dev.slipway.processes.definition.SshAddress;
import java.util.Optional;

/** What makes two connections interchangeable. */
record Destination(
    SshAddress ssh, String hostKey, SecretReference key, Optional<SecretReference> passphrase) {

  static Destination of(HostPlatform platform) {
    return new Destination(
        platform.ssh(), platform.hostKey(), platform.key(), platform.passphrase());
  }

  @Override
  public String toString() {
    return ssh.toString();
  }
}
