package dev.slipway.bench.commands;

import dev.slipway.bench.machine.BenchException;
import dev.slipway.bench.machine.Command;
import dev.slipway.bench.machine.Programs;
import dev.slipway.bench.machine.Workplace;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * OpenSSH's server as the current user on a loopback port, with a configuration, a host key and an
 * account key of its own, all of them gone when it is closed.
 */
final class LoopbackSshd implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  // Where sshd(8) locks itself in when it runs as root; elsewhere its service makes the directory.
  private static final Path PRIVILEGE_SEPARATION = Path.of("/run/sshd");

  private static final long START_SECONDS = 10;

  private final Process process;
  private final boolean madeDirectory;
  private final SshAccount account;

  private LoopbackSshd(Process process, boolean madeDirectory, SshAccount account) {
    this.process = process;
    this.madeDirectory = madeDirectory;
    this.account = account;
  }

  static LoopbackSshd start(Workplace place, Programs programs)
      throws BenchException, IOException, InterruptedException {
    Path directory = place.directory("sshd");
    Path hostKey = key(directory, "host-key", programs, "ecdsa", "256");
    // Of a type and in a format that Capistrano's SSH library of Debian 12 reads with OpenSSL 3.
    Path accountKey = key(directory, "account-key", programs, "rsa", "3072");
    int port = freePort();
    String publicHostKey = publicKey(hostKey);
    Path knownHosts =
        place.write("sshd/known_hosts", "[%s]:%d %s\n".formatted(HOST, port, publicHostKey));
    Path authorized = place.write("sshd/authorized_keys", publicKey(accountKey) + "\n");
    String user = System.getProperty("user.name");
    Path configuration =
        place.write("sshd/sshd_config", configuration(port, user, hostKey, authorized, directory));
    boolean madeDirectory = root(user) && Files.notExists(PRIVILEGE_SEPARATION);
    if (madeDirectory) {
      Files.createDirectory(PRIVILEGE_SEPARATION);
    }
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder(
                programs.require("sshd").toString(), "-D", "-e", "-f", configuration.toString())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    LoopbackSshd sshd =
        new LoopbackSshd(
            process,
            madeDirectory,
            new SshAccount(user, HOST, port, accountKey, publicHostKey, knownHosts));
    sshd.awaitReady(log);
    return sshd;
  }

  /** With PAM where it runs as root, for without it an account whose password is locked is shut. */
  private static String configuration(
      int port, String user, Path hostKey, Path authorized, Path directory) {
    return """
    ListenAddress %s
    Port %d
    HostKey %s
    AuthorizedKeysFile %s
    PidFile %s
    AllowUsers %s
    PermitRootLogin prohibit-password
    PubkeyAuthentication yes
    PasswordAuthentication no
    KbdInteractiveAuthentication no
    UsePAM %s
    StrictModes no
    PrintMotd no
    LogLevel ERROR
    """
        .formatted(
            HOST,
            port,
            hostKey,
            authorized,
            directory.resolve("pid"),
            user,
            root(user) ? "yes" : "no");
  }

  SshAccount account() {
    return account;
  }

  private static boolean root(String user) {
    return user.equals("root");
  }

  private static Path key(Path directory, String name, Programs programs, String type, String bits)
      throws BenchException, InterruptedException {
    Path file = directory.resolve(name);
    String program = programs.require("ssh-keygen").toString();
    Command.of(
            directory,
            List.of(
                program, "-q", "-m", "PEM", "-t", type, "-b", bits, "-N", "", "-C", "", "-f", name))
        .succeed(programs);
    return file;
  }

  private static String publicKey(Path key) throws IOException {
    String line = Files.readString(Path.of(key + ".pub")).strip();
    String[] parts = line.split(" ", 3);
    return parts[0] + " " + parts[1];
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(Path log) throws BenchException, IOException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > until) {
        close();
        throw new BenchException("sshd did not start: " + Files.readString(log).strip());
      }
      Thread.sleep(20);
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), account.port())) {
      return socket.getInputStream().read() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    if (madeDirectory) {
      Files.deleteIfExists(PRIVILEGE_SEPARATION);
    }
  }
}
