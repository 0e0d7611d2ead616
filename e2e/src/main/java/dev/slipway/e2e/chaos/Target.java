package dev.slipway.e2e.chaos;

import dev.slipway.e2e.demo.DemoKeys;
import dev.slipway.e2e.demo.SearchPath;
import dev.slipway.e2e.front.DemoFront;
import dev.slipway.e2e.front.FrontSettings;
import dev.slipway.e2e.host.DemoHost;
import dev.slipway.e2e.host.FreePort;
import dev.slipway.e2e.host.HostSettings;
import dev.slipway.e2e.host.ProcessMark;
import dev.slipway.e2e.host.SshWire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What one application is released to: a host, a front before it, the wire to it, its ledger. */
final class Target implements AutoCloseable {

  static final String ENVIRONMENT = "production";
  static final String KEY = "chaos-ssh";
  private static final String USER = "chaos";

  private final String application;
  private final Path home;
  private final Ledger ledger;
  private final ProcessMark mark;
  private final DemoHost host;
  private final DemoFront front;
  private final SshWire wire;
  private final String hostKey;
  private final int bluePort;
  private final int greenPort;

  private Target(
      String application,
      Path home,
      Ledger ledger,
      ProcessMark mark,
      DemoHost host,
      DemoFront front,
      SshWire wire,
      String hostKey,
      List<Integer> ports) {
    this.application = application;
    this.home = home;
    this.ledger = ledger;
    this.mark = mark;
    this.host = host;
    this.front = front;
    this.wire = wire;
    this.hostKey = hostKey;
    this.bluePort = ports.get(0);
    this.greenPort = ports.get(1);
  }

  static Target make(String application, Path directory, DemoKeys keys) throws IOException {
    Path home = Files.createDirectories(directory.resolve(application));
    Path temporary = Files.createDirectories(home.resolve("tmp"));
    Ledger ledger = new Ledger(home.resolve("ledger"), Clock.systemUTC());
    // Not SLIPWAY_…: the server takes those for settings and refuses ones it does not know.
    ProcessMark mark = new ProcessMark("CHAOS_OF_SLIPWAY", home.toString());
    Map<String, String> environment =
        Map.of("PATH", SearchPath.ofHost(), "TMPDIR", temporary.toString(), "LANG", "C.UTF-8");
    DemoHost host =
        DemoHost.start(
            new HostSettings(
                0, USER, keys.host(), keys.account().getPublic(), home, environment, mark));
    List<Integer> ports = List.of(FreePort.find(), FreePort.find());
    DemoFront front =
        DemoFront.start(
            new FrontSettings(
                0,
                0,
                application,
                Map.of("blue", ports.get(0), "green", ports.get(1)),
                home.resolve("front.state"),
                ledger::routed),
            Clock.systemUTC());
    SshWire wire = SshWire.to(host.port());
    return new Target(
        application, home, ledger, mark, host, front, wire, keys.hostKeyLine(), ports);
  }

  String application() {
    return application;
  }

  Ledger ledger() {
    return ledger;
  }

  ProcessMark mark() {
    return mark;
  }

  SshWire wire() {
    return wire;
  }

  /** Makes whatever is told to wait do so, until {@link #letGo}. */
  void hold() throws IOException {
    Files.writeString(holdFile(), "");
  }

  void letGo() throws IOException {
    Files.deleteIfExists(holdFile());
  }

  /** How many lines of 100 bytes the build of {@code endless} writes. */
  void say(long lines) throws IOException {
    Files.writeString(home.resolve("ledger.lines"), lines + "\n");
  }

  private Path holdFile() {
    return home.resolve("ledger.hold");
  }

  /** Where everything of the environment is kept on the host. */
  Path root() {
    return home.resolve("app");
  }

  /** Where people reach it. */
  URI url() {
    return URI.create("http://127.0.0.1:" + front.port());
  }

  /**
   * The application file.
   *
   * @param approvals how many a release needs
   */
  String file(Repository repository, int approvals) {
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
            run: exec node server.js
            variables: { LEDGER: "%12$s" }
        router:
          haproxy:
            socket: "127.0.0.1:%13$d"
            backend: %1$s
            servers: { blue: blue, green: green }
            state-file: %14$s
        build: [ sh build.sh ]
        database: { migrate: sh migrate.sh }
        health: { path: /health, attempts: 3, timeout: 2s, wait: 100ms }
        verify: [ { path: /page, contains: whole } ]
        bake: 100ms
        drain: { requests: 3s, streams: 3s }
        keep: { good: 2 }
        approval: { required: %15$d }
    """
        .formatted(
            application,
            repository.directory(),
            ENVIRONMENT,
            url(),
            USER,
            wire.port(),
            KEY,
            hostKey,
            root(),
            bluePort,
            greenPort,
            ledger.file(),
            front.apiPort(),
            home.resolve("front.state"),
            approvals);
  }

  @Override
  public void close() throws IOException {
    wire.close();
    front.close();
    host.close();
  }
}
