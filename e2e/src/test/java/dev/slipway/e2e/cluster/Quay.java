package dev.slipway.e2e.cluster;

import dev.slipway.e2e.front.DemoFront;
import dev.slipway.e2e.front.FrontSettings;
import dev.slipway.e2e.host.DemoHost;
import dev.slipway.e2e.host.FreePort;
import dev.slipway.e2e.host.HostSettings;
import dev.slipway.e2e.host.ProcessMark;
import dev.slipway.e2e.sample.SampleRepository;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/**
 * A host, a front and an application on this machine. The host keeps a ledger of what was really
 * done there, and any of it can be made to wait.
 */
public final class Quay implements AutoCloseable {

  public static final String APPLICATION = "harbour";
  public static final String ENVIRONMENT = "production";
  public static final String KEY = "harbour-ssh";

  private static final String STEP =
      """
      echo "$1" >>ledger
      n=0
      while [ -e "hold-$1" ] && [ "$n" -lt 1200 ]; do sleep 0.1; n=$((n + 1)); done
      """;

  private final Path home;
  private final Path repository;
  private final DemoHost host;
  private final DemoFront front;
  private final KeyPair account;
  private final int blue;
  private final int green;

  private Quay(
      Path home,
      Path repository,
      DemoHost host,
      DemoFront front,
      KeyPair account,
      int blue,
      int green) {
    this.home = home;
    this.repository = repository;
    this.host = host;
    this.front = front;
    this.account = account;
    this.blue = blue;
    this.green = green;
  }

  public static Quay open(Path directory) throws IOException, InterruptedException {
    Path home = Files.createDirectories(directory.resolve("host"));
    Files.writeString(home.resolve("step.sh"), STEP);
    Files.createFile(home.resolve("ledger"));
    Path repository = directory.resolve("harbour");
    SampleRepository.create(repository);
    KeyPair account = key();
    Path temporary = Files.createDirectories(directory.resolve("tmp"));
    DemoHost host =
        DemoHost.start(
            new HostSettings(
                0,
                "demo",
                key(),
                account.getPublic(),
                home,
                Map.of(
                    "PATH",
                    path(),
                    "TMPDIR",
                    temporary.toString(),
                    "LANG",
                    "C.UTF-8",
                    "SHELL",
                    "/bin/sh"),
                new ProcessMark("CLUSTER_OF_SLIPWAY", directory.toString())));
    int blue = FreePort.find();
    int green = FreePort.find();
    DemoFront front =
        DemoFront.start(
            new FrontSettings(
                0, 0, APPLICATION, Map.of("blue", blue, "green", green), home.resolve("state")),
            Clock.systemUTC());
    return new Quay(home, repository, host, front, account, blue, green);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + front.port());
  }

  /** The application file. */
  public String file() {
    return """
    application: %s
    source: { git: "%s", branch: main }
    environments:
      %s:
        url: %s
        platform:
          host:
            ssh: demo@127.0.0.1:%d
            key: secret:%s
            host-key: %s
            root: %s/app
            ports: { blue: %d, green: %d }
            run: (cd %s && sh step.sh start); exec node server.js
            shared: [ data ]
        router:
          haproxy:
            socket: "127.0.0.1:%d"
            backend: %s
            servers: { blue: blue, green: green }
            state-file: %s/state
        build: [ "(cd %s && sh step.sh build)", ./build.sh ]
        database: { migrate: "(cd %s && sh step.sh migrate) && node migrate.js", undo-migrations: keep }
        health: { path: /health, attempts: 20, timeout: 2s, wait: 300ms, in-a-row: 2 }
        verify: [ { path: /, contains: Harbour } ]
        bake: 1s
        drain: { requests: 5s, streams: 5s }
        keep: { good: 3 }
    """
        .formatted(
            APPLICATION,
            repository,
            ENVIRONMENT,
            url(),
            host.port(),
            KEY,
            host.hostKey(),
            home,
            blue,
            green,
            home,
            front.apiPort(),
            APPLICATION,
            home,
            home,
            home);
  }

  public String privateKey() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    OpenSSHKeyEncryptionContext unencrypted = null;
    try {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(account, "quay", unencrypted, file);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
    return file.toString(StandardCharsets.US_ASCII);
  }

  /** What was done on the host since the ledger had this many lines: build, migrate, start. */
  public List<String> ledgerFrom(int line) throws IOException {
    List<String> lines = Files.readAllLines(home.resolve("ledger"));
    return lines.subList(line, lines.size());
  }

  public int ledgerLength() throws IOException {
    return ledgerFrom(0).size();
  }

  /**
   * Everything of the application on the host that a step could have changed, with its contents.
   */
  public List<String> everything() throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("app"))) {
      return Stream.concat(
              files
                  .filter(file -> Files.isRegularFile(file) || Files.isSymbolicLink(file))
                  .filter(file -> !file.toString().contains("/log"))
                  .map(file -> file + " " + modified(file))
                  .sorted(),
              Stream.of("state " + Files.readString(home.resolve("state"))))
          .toList();
    }
  }

  private static String modified(Path file) {
    try {
      return Files.getLastModifiedTime(file, java.nio.file.LinkOption.NOFOLLOW_LINKS).toString();
    } catch (IOException e) {
      return "gone";
    }
  }

  /** Makes build, migrate or start wait, for two minutes at most. */
  public void hold(String what) throws IOException {
    Files.createFile(home.resolve("hold-" + what));
  }

  public void letGo() throws IOException {
    for (String what : List.of("build", "migrate", "start")) {
      Files.deleteIfExists(home.resolve("hold-" + what));
    }
  }

  @Override
  public void close() throws IOException {
    front.close();
    host.close();
  }

  private static KeyPair key() throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** The directories of this machine, as far as they are there for everybody. */
  private static String path() {
    String inherited = System.getenv("PATH");
    return inherited == null ? "/usr/bin" + File.pathSeparator + "/bin" : inherited;
  }
}
