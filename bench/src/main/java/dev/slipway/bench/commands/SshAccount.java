package dev.slipway.bench.commands;

import java.nio.file.Path;

/**
 * How the host is reached.
 *
 * @param key the file of the private key
 * @param hostKey the host's public key: type and base64
 * @param knownHosts a file with the host's key
 */
record SshAccount(
    String user, String host, int port, Path key, String hostKey, Path knownHosts) {}
