package dev.slipway.e2e.host;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Map;

/**
 * What a host is made of.
 *
 * @param port the loopback port to listen on; 0 takes a free one
 * @param user the only account that may sign in
 * @param hostKey the key by which clients recognise the host
 * @param authorised the only key that may sign in
 * @param home the directory in which commands start; made if missing
 * @param environment what commands find in their environment, and nothing else
 * @param mark what the host's processes carry, so that none is left behind
 */
public record HostSettings(
    int port,
    String user,
    KeyPair hostKey,
    PublicKey authorised,
    Path home,
    Map<String, String> environment,
    ProcessMark mark) {

  public HostSettings {
    environment = Map.copyOf(environment);
  }
}
