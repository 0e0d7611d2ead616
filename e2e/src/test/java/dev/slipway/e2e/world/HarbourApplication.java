package dev.slipway.e2e.world;

import dev.slipway.e2e.host.SshWire;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** The harbour application in its only environment, {@value #ENVIRONMENT}, on the host. */
public final class HarbourApplication {

  public static final String ENVIRONMENT = "production";

  private final Place place;
  private final SystemdHost host;
  private final SshWire wire;
  private final ApplicationRepository repository;

  HarbourApplication(
      Place place, SystemdHost host, SshWire wire, ApplicationRepository repository) {
    this.place = place;
    this.host = host;
    this.wire = wire;
    this.repository = repository;
  }

  public String name() {
    return place.applicationName();
  }

  public SystemdHost host() {
    return host;
  }

  public SshWire wire() {
    return wire;
  }

  public ApplicationRepository repository() {
    return repository;
  }

  /** Where people reach it: HAProxy on the host. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + host.frontPort(place.number()));
  }

  /** Its application file, as it should be. */
  public String file() throws IOException, InterruptedException {
    return file(host.hostKey());
  }

  /** Its application file with this host key pinned. */
  public String file(String hostKey) {
    return """
    application: %1$s
    source: { git: "%2$s", branch: main }
    environments:
      %3$s:
        url: %4$s
        platform:
          host:
            ssh: %5$s@127.0.0.1:%6$d
            key: secret:%7$s
            host-key: "%8$s"
            root: %9$s
            ports: { blue: %10$d, green: %11$d }
            unit: %1$s
            shared: [ data ]
        router:
          haproxy:
            socket: /run/haproxy/admin.sock
            backend: %1$s
            state-file: /var/lib/haproxy/server-state
        build:
          - sh tools/step.sh build
          - { run: sh tools/collect.sh, produces: assembled/harbour.css }
        database: { migrate: sh tools/step.sh migrate && python3 manage.py migrate --noinput }
        health: { path: /health/, attempts: 20, timeout: 2s, wait: 250ms, in-a-row: 2 }
        verify:
          - { path: /, contains: Harbour, assets: true }
          - { path: /static/harbour.css, type: text/css }
          - { path: /map/, contains: marker }
        bake: 1s
        drain: { requests: 20s, streams: 20s }
        keep: { good: 3 }
    """
        .formatted(
            name(),
            repository.directory().toUri(),
            ENVIRONMENT,
            url(),
            SystemdHost.ACCOUNT,
            wire.port(),
            World.KEY_NAME,
            hostKey,
            root(),
            place.bluePort(),
            place.greenPort());
  }

  /** The directory on the host under which all of it is kept. */
  public String root() {
    return "/srv/" + name();
  }

  /**
   * What has happened on the host, in order: {@code build v1}, {@code migrate v1}, {@code start
   * blue r1-…}.
   */
  public List<String> ledger() throws IOException, InterruptedException {
    return host.look("cat " + root() + "/ledger").lines().toList();
  }

  /** The version that answers through HAProxy, or an empty text. */
  public String version() throws IOException, InterruptedException {
    return host.look("curl -sf --max-time 2 localhost:" + (8080 + place.number()) + "/version");
  }

  /** Makes a version wait when it comes to build, collect, migrate, start, health or verify. */
  public void hold(String version, String what) throws IOException, InterruptedException {
    host.run("touch", root() + "/hold/" + version + "-" + what);
  }

  /** Lets everything go on that was held. */
  public void letGo() throws IOException, InterruptedException {
    host.run("sh", "-c", "rm -f " + root() + "/hold/*");
  }

  /** What HAProxy says of the two servers: name and administrative state, one a line. */
  public String route() throws IOException, InterruptedException {
    return host.look(
        "echo 'show servers state "
            + name()
            + "' | socat - /run/haproxy/admin.sock | awk '$4 == \"blue\" || $4 == \"green\""
            + " { print $4, $7 }'");
  }
}
