package dev.slipway.e2e.world;

import dev.slipway.e2e.host.SshWire;
import dev.slipway.e2e.server.SlipwayServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The host, the server and the applications, shared by all tests of a run. */
public final class World implements AutoCloseable {

  /** The name under which the server knows the private key for the host. */
  static final String KEY_NAME = "host-key";

  private final Path module = Path.of("").toAbsolutePath();
  private final Path directory;
  private final boolean startedDocker;
  private final SystemdHost host;
  private final SlipwayServer server;
  private final Map<Place, HarbourApplication> applications = new EnumMap<>(Place.class);

  private World(Path directory, boolean startedDocker, SystemdHost host, SlipwayServer server) {
    this.directory = directory;
    this.startedDocker = startedDocker;
    this.host = host;
    this.server = server;
  }

  static World make() throws IOException, InterruptedException {
    Path module = Path.of("").toAbsolutePath();
    String docker = Commands.run(module, Duration.ofMinutes(3), dockerd(module), "start");
    SystemdHost host = SystemdHost.start(module);
    Path directory = Files.createTempDirectory("slipway-e2e");
    Path applications = Files.createDirectory(directory.resolve("applications"));
    SlipwayServer server = new SlipwayServer(directory.resolve("data"), applications);
    server.keepSecret(KEY_NAME, host.privateKey());
    return new World(directory, docker.startsWith("Docker started"), host, server);
  }

  public SystemdHost host() {
    return host;
  }

  public SlipwayServer server() {
    return server;
  }

  /** An application on the host that only the caller uses; made the first time it is asked for. */
  public synchronized HarbourApplication application(Place place)
      throws IOException, InterruptedException {
    HarbourApplication known = applications.get(place);
    if (known != null) {
      return known;
    }
    HarbourApplication made =
        new HarbourApplication(
            place,
            host,
            SshWire.to(host.sshPort()),
            ApplicationRepository.create(
                module, directory.resolve(place.applicationName() + ".git")));
    applications.put(place, made);
    server.define(made.name(), made.file());
    return made;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (HarbourApplication application : applications.values()) {
      application.wire().close();
    }
    host.close();
    try {
      Commands.run(module, Duration.ofMinutes(1), "rm", "-rf", directory.toString());
      if (startedDocker) {
        Commands.run(module, Duration.ofMinutes(1), dockerd(module), "stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String dockerd(Path module) {
    return module.resolve("dockerd.sh").toString();
  }
}
