package dev.slipway.bench.server;

/**
 * An application that is released again and again; all that matters is its host.
 *
 * @param name also of its file
 * @param user the account on 127.0.0.1
 * @param port where the account is reached by SSH
 * @param hostKey the host's public key: type and base64
 * @param key the account's private key
 */
public record BenchApplication(String name, String user, int port, String hostKey, String key) {

  static final String ENVIRONMENT = "bench";
  static final String KEY = "bench-ssh";

  // Well formed and nobody's: steps that do nothing never connect.
  private static final String NO_HOST_KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPEvVQY2ZpL6Gv2m6SfDUJ1y6M8o0Cw7RjP1gGzTgVz";

  /** An application whose steps never reach a host. */
  public static BenchApplication withoutHost(String name) {
    return new BenchApplication(name, "nobody", 22, NO_HOST_KEY, "no key");
  }

  String yaml() {
    return """
    application: %s
    source: { git: /srv/git/bench.git, branch: main }
    environments:
      %s:
        url: http://127.0.0.1:9
        platform:
          host:
            ssh: %s@127.0.0.1:%d
            key: secret:%s
            host-key: %s
            root: /srv/bench
            unit: bench
        router: { haproxy: { socket: /run/haproxy/admin.sock, backend: bench } }
        health: { path: /health }
    """
        .formatted(name, ENVIRONMENT, user, port, KEY, hostKey);
  }

  @Override
  public String toString() {
    return name;
  }
}
