package dev.slipway.e2e.world;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import com.github.dockerjava.api.model.RestartPolicy;
import dev.slipway.e2e.host.FreePort;
import dev.slipway.e2e.server.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * A small web server in a container: systemd, sshd, HAProxy and room for several applications, each
 * with its own directory, unit, backend and front port. Reached on loopback ports only.
 */
public final class SystemdHost implements AutoCloseable {

  /** The account that applications are released with. */
  public static final String ACCOUNT = "deploy";

  private static final String UP = "systemctl is-active ssh && systemctl is-active haproxy";
  private static final Duration UP_WITHIN = Duration.ofMinutes(1);
  private static final int SSH = 22;
  private static final int FIRST_FRONT = 8080;
  private static final int FRONTS = 7;

  private final Path module;
  private final boolean ownDaemon;
  private final GenericContainer<?> container;
  private final String privateKey;

  private SystemdHost(
      Path module, boolean ownDaemon, GenericContainer<?> container, String privateKey) {
    this.module = module;
    this.ownDaemon = ownDaemon;
    this.container = container;
    this.privateKey = privateKey;
  }

  /** Builds the image if it is not there yet, starts the host and waits until it serves SSH. */
  static SystemdHost start(Path module) throws IOException, InterruptedException {
    String printed =
        Commands.run(module, Duration.ofMinutes(10), module.resolve("world/image.sh").toString());
    boolean ownDaemon = dockerd(module, "owner").equals("ours");
    List<PortBinding> bindings = bindings();
    String image = printed.lines().reduce("", (before, line) -> line);
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withCreateContainerCmdModifier(
                create ->
                    create
                        .withExposedPorts(
                            Arrays.stream(ports()).mapToObj(ExposedPort::tcp).toList())
                        .withHostConfig(
                            shape(
                                Objects.requireNonNull(create.getHostConfig()),
                                bindings,
                                ownDaemon)))
            .waitingFor(Wait.forSuccessfulCommand(UP).withStartupTimeout(UP_WITHIN));
    container.start();
    try {
      return new SystemdHost(module, ownDaemon, container, authoriseNewKey(container));
    } catch (IOException | InterruptedException | RuntimeException e) {
      container.stop();
      throw e;
    }
  }

  /** The OpenSSH private key that {@link #ACCOUNT} accepts; made anew for every host. */
  public String privateKey() {
    return privateKey;
  }

  public int sshPort() {
    return published(SSH);
  }

  /** The port on which the n-th application is reached through HAProxy, counted from 0. */
  public int frontPort(int application) {
    return published(FIRST_FRONT + application);
  }

  /** The host's public key as in {@code known_hosts}: {@code ssh-ed25519 AAAA…}. */
  public String hostKey() throws IOException, InterruptedException {
    return run("awk", "{ print $1, $2 }", "/etc/ssh/ssh_host_ed25519_key.pub");
  }

  /** The fingerprint of {@link #hostKey}: {@code SHA256:…}. */
  public String hostKeyFingerprint() throws IOException, InterruptedException {
    return run("sh", "-c", "ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub | cut -d' ' -f2");
  }

  /**
   * Runs a command as root.
   *
   * @throws IOException if it ended with another status than 0
   */
  public String run(String... argv) throws IOException, InterruptedException {
    return run(container, argv);
  }

  /** Copies a file of this machine to the host. */
  public void receive(Path file, String path) {
    container.copyFileToContainer(MountableFile.forHostPath(file), path);
  }

  /** Runs a shell script as root and tells its output, whatever its status. */
  public String look(String script) throws IOException, InterruptedException {
    return container.execInContainer("sh", "-c", script).getStdout().strip();
  }

  /** Takes the host away and brings it back: every process is killed, the disk stays. */
  public void restart() throws IOException, InterruptedException {
    container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
    awaitUp();
  }

  /**
   * Starts the Docker daemon again, which takes the host away and brings it back. A daemon that was
   * not started for the tests may serve others: then only the host is started again, as the daemon
   * would do it, which first asks it to shut down.
   */
  public void restartDaemon() throws IOException, InterruptedException {
    if (ownDaemon) {
      dockerd(module, "restart");
    } else {
      container.getDockerClient().restartContainerCmd(container.getContainerId()).exec();
    }
    awaitUp();
  }

  private static String dockerd(Path module, String what) throws IOException, InterruptedException {
    return Commands.run(
        module, UP_WITHIN.multipliedBy(2), module.resolve("dockerd.sh").toString(), what);
  }

  private void awaitUp() throws IOException, InterruptedException {
    Eventually.hold("the host is up again", UP_WITHIN, this::isUp);
  }

  @Override
  public void close() {
    container.stop();
  }

  private static String authoriseNewKey(GenericContainer<?> container)
      throws IOException, InterruptedException {
    run(
        container,
        "sh",
        "-ec",
        "ssh-keygen -q -t ed25519 -N '' -C e2e -f /root/key"
            + " && install -m 0600 -o deploy -g deploy /root/key.pub"
            + " /home/deploy/.ssh/authorized_keys");
    return run(container, "cat", "/root/key") + "\n";
  }

  private static String run(GenericContainer<?> container, String... argv)
      throws IOException, InterruptedException {
    ExecResult result = container.execInContainer(argv);
    if (result.getExitCode() != 0) {
      throw new IOException(
          String.join(" ", argv)
              + " ended with status "
              + result.getExitCode()
              + " on the host\n"
              + result.getStdout()
              + result.getStderr());
    }
    return result.getStdout().strip();
  }

  private int published(int port) {
    Ports.Binding[] bindings =
        container
            .getContainerInfo()
            .getNetworkSettings()
            .getPorts()
            .getBindings()
            .get(ExposedPort.tcp(port));
    return Integer.parseInt(Objects.requireNonNull(bindings)[0].getHostPortSpec());
  }

  private static int[] ports() {
    return IntStream.concat(IntStream.of(SSH), IntStream.range(FIRST_FRONT, FIRST_FRONT + FRONTS))
        .toArray();
  }

  private boolean isUp() throws IOException, InterruptedException {
    try {
      return container.execInContainer("sh", "-c", UP).getExitCode() == 0;
    } catch (RuntimeException e) {
      // It is still on its way, or the client has kept a connection to the daemon before.
      return false;
    }
  }

  /** On ports of this machine that stay the same when the host is started again. */
  private static PortBinding published(int port, int free) {
    return new PortBinding(Ports.Binding.bindIpAndPort("127.0.0.1", free), ExposedPort.tcp(port));
  }

  private static List<PortBinding> bindings() throws IOException {
    List<PortBinding> bindings = new ArrayList<>();
    for (int port : ports()) {
      bindings.add(published(port, FreePort.find()));
    }
    return bindings;
  }

  /** What systemd needs to be the first process, without a privileged container. */
  private static HostConfig shape(HostConfig host, List<PortBinding> bindings, boolean ownDaemon) {
    boolean unified = Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers"));
    return host.withCapAdd(Capability.SYS_ADMIN)
        .withTmpFs(Map.of("/run", "", "/run/lock", "", "/tmp", ""))
        .withCgroupnsMode(unified ? "host" : "private")
        .withBinds(Bind.parse("/sys/fs/cgroup:/sys/fs/cgroup:" + (unified ? "rw" : "ro")))
        .withPortBindings(bindings)
        // Left behind by a test that was killed, it would come up with every boot of the machine.
        .withRestartPolicy(
            ownDaemon ? RestartPolicy.unlessStoppedRestart() : RestartPolicy.noRestart());
  }
}
