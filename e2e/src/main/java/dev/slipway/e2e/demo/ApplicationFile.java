package dev.slipway.e2e.demo;

import java.nio.file.Path;

/**
 * The application file of Harbour for one demo; {@code examples/harbour.yaml} explains each line.
 */
final class ApplicationFile {

  static final String APPLICATION = "harbour";
  static final String ENVIRONMENT = "production";
  static final String BACKEND = "harbour";
  static final String USER = "demo";
  static final String KEY = "harbour-ssh";

  private ApplicationFile() {}

  static String write(
      Path repository, Path hostRoot, Path stateFile, String hostKey, DemoPorts ports) {
    return """
    application: %s
    source: { git: %s, branch: main }
    environments:
      %s:
        url: http://127.0.0.1:%d
        platform:
          host:
            ssh: %s@127.0.0.1:%d
            key: secret:%s
            host-key: %s
            root: %s
            ports: { blue: %d, green: %d }
            run: exec node server.js
            shared: [ data ]
        router:
          haproxy:
            socket: "127.0.0.1:%d"
            backend: %s
            servers: { blue: blue, green: green }
            state-file: %s
        build: [ ./build.sh ]
        database: { migrate: node migrate.js, undo-migrations: keep }
        health: { path: /health, attempts: 5, timeout: 2s, wait: 100ms, in-a-row: 2 }
        verify:
          - { path: /, assets: true, contains: Harbour }
          - { path: /ships, contains: Aurora }
        bake: 1s
        drain: { requests: 5s, streams: 10s }
        keep: { good: 3 }
    """
        .formatted(
            APPLICATION,
            quoted(repository),
            ENVIRONMENT,
            ports.front(),
            USER,
            ports.host(),
            KEY,
            hostKey,
            quoted(hostRoot),
            ports.blue(),
            ports.green(),
            ports.frontApi(),
            BACKEND,
            quoted(stateFile));
  }

  private static String quoted(Path path) {
    return "\"" + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
