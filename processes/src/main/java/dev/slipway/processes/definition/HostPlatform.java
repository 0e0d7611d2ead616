package dev.slipway.processes.definition;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A host reached over SSH.
 *
 * @param ssh where and as whom
 * @param key the private key to sign in with
 * @param passphrase the passphrase of the key, if it has one
 * @param hostKey the pinned public key of the host, as in {@code known_hosts}: {@code ssh-ed25519
 *     AAAA…}
 * @param root the absolute directory on the host under which everything of this environment is kept
 * @param ports the loopback port of each colour
 * @param process how the application's processes are run
 * @param required paths below {@code shared/} that must exist on the host, linked into each release
 * @param shared paths below {@code shared/} that are made if missing, linked into each release
 * @param variables environment variables of the application's processes; {@code PORT}, {@code
 *     COLOUR} and {@code RELEASE} are always set
 */
public record HostPlatform(
    SshAddress ssh,
    SecretReference key,
    Optional<SecretReference> passphrase,
    String hostKey,
    String root,
    Map<Colour, Integer> ports,
    ServiceProcess process,
    List<String> required,
    List<String> shared,
    Map<String, String> variables)
    implements Platform {

  public HostPlatform {
    ports = Map.copyOf(ports);
    required = List.copyOf(required);
    shared = List.copyOf(shared);
    variables = Map.copyOf(variables);
  }
}
