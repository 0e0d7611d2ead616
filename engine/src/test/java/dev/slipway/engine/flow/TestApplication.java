package dev.slipway.engine.flow;

/** An application file for tests that never reach a host. */
final class TestApplication {

  static final String YAML =
      """
      application: harbour
      source: { git: /srv/git/harbour.git, branch: main }
      environments:
        staging:
          url: http://harbour.example.org
          platform:
            host:
              ssh: deploy@harbour.example.org
              key: secret:harbour-ssh
              host-key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPEvVQY2ZpL6Gv2m6SfDUJ1y6M8o0Cw7RjP1gGzTgVz
              root: /srv/harbour
              unit: harbour
          router: { haproxy: { socket: /run/haproxy/admin.sock, backend: harbour } }
          health: { path: /health }
        production:
          url: http://harbour.example.org
          platform:
            host:
              ssh: deploy@harbour.example.org
              key: secret:harbour-ssh
              host-key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPEvVQY2ZpL6Gv2m6SfDUJ1y6M8o0Cw7RjP1gGzTgVz
              root: /srv/harbour
              unit: harbour
          router: { haproxy: { socket: /run/haproxy/admin.sock, backend: harbour } }
          database: { migrate: ./migrate, undo-migrations: keep }
          health: { path: /health }
          approval: { required: 1, expires: 3d }
      """;

  private TestApplication() {}
}
