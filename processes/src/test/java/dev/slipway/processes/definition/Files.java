package dev.slipway.processes.definition;

/** Application files to begin a test with. */
final class Files {

  static final String NAME = "harbour.yaml";

  static final String HOST_KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIC+f0//81OwZ/udZTvhP/Zag/iTJ3b95i/3DGFEOn9hc";

  /** Nothing but what has to be there. */
  static final String SMALLEST =
      """
      application: harbour
      source: { git: /srv/git/harbour, branch: main }
      environments:
        production:
          url: https://harbour.example.org
          platform:
            host:
              ssh: deploy@harbour.example.org
              key: secret:harbour-ssh
              host-key: %s
              root: /srv/harbour
              unit: harbour
          router: { haproxy: { socket: /run/haproxy/admin.sock, backend: harbour } }
          health: { path: /health/ }
      """
          .formatted(HOST_KEY);

  /** Everything that can be there, on known lines. */
  static final String FULL =
      """
      application: harbour
      source:
        git: "ssh://git@git.example.org:2222/harbour.git"
        branch: main
        key: secret:harbour-git
      environments:
        production:
          url: https://harbour.example.org
          platform:
            host:
              ssh: deploy@harbour.example.org:2200
              key: secret:harbour-ssh
              passphrase: secret:harbour-ssh-passphrase
              host-key: %s
              root: /srv/harbour
              strategy: blue-green
              ports:
                blue: 9001
                green: 9002
              run: exec ./serve
              required: [ .env ]
              shared:
                - media
              variables:
                DJANGO_SETTINGS_MODULE: site.settings
          router:
            haproxy:
              socket: 127.0.0.1:9999
              backend: harbour
              servers: { blue: left, green: right }
              state-file: /var/lib/haproxy/server-state
          build:
            - make assets
            - run: npm ci && npm run build
              in: frontend
              produces: frontend/dist
          database:
            migrate: ./manage.py migrate --noinput
            undo-migrations: keep
          health:
            path: /health/
            attempts: 20
            timeout: 2s
            wait: 500ms
            in-a-row: 2
            follow-redirects: true
          verify:
            - path: /
              status: 200
              type: text/html
              contains: Harbour
              assets: true
            - { path: /admin/, status: 302 }
          bake: 60s
          drain:
            requests: 10s
            streams: 2m
          keep:
            good: 7
          approval:
            required: 1
            expires: 2h
          when-busy: newest
      """
          .formatted(HOST_KEY);

  private Files() {}

  /** A file with one piece replaced; the piece must be there. */
  static String with(String file, String piece, String replacement) {
    if (!file.contains(piece)) {
      throw new IllegalArgumentException("Not in the file: " + piece);
    }
    return file.replace(piece, replacement);
  }
}
