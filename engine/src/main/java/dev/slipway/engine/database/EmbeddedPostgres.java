package dev.slipway.engine.database;

import dev.slipway.engine.data.PrivateFiles;
import dev.slipway.engine.start.CannotStartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own whose data outlives it.
 *
 * <p>It is a process of its own and goes on when the server is killed; the next start finds it
 * running and takes it over. Nobody else may use the directory meanwhile: the lock of the data
 * directory sees to that.
 */
final class EmbeddedPostgres implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final int TRIES = 3;

  private final Path directory;
  private final Path cluster;
  private final DatabaseProperties properties;
  private final PostgresPrograms programs;
  private final PostgresLogin login;
  private final PostgresKeeper keeper;

  private EmbeddedPostgres(
      Path directory, DatabaseProperties properties, PostgresPrograms programs, String password)
      throws IOException, InterruptedException, SQLException {
    this.directory = directory;
    this.cluster = directory.resolve("cluster");
    this.properties = properties;
    this.programs = programs;
    this.login = runningOrStarted(password);
    login.prepareDatabase();
    this.keeper = new PostgresKeeper(directory, this::startWhereItWas);
    keeper.start();
  }

  /**
   * Starts PostgreSQL, or takes over the one that still runs.
   *
   * @param directory where it lives, made if needed
   */
  static EmbeddedPostgres start(Path directory, DatabaseProperties properties)
      throws InterruptedException {
    try {
      refuseOddPath(directory);
      Files.createDirectories(directory);
      Path binaries = properties.binaries();
      PostgresPrograms programs =
          new PostgresPrograms(
              PostgresBinaries.unpackInto(
                  binaries == null
                      ? directory.resolve("binaries")
                      : binaries.toAbsolutePath().normalize()));
      String password = clusterPassword(directory, programs, properties.startWithin());
      return new EmbeddedPostgres(directory, properties, programs, password);
    } catch (IOException | SQLException e) {
      throw new CannotStartException(
          "PostgreSQL cannot be started in " + directory + " (" + e.getMessage() + ")",
          "Look into " + PostgresLog.in(directory).file(),
          e);
    }
  }

  PostgresLogin login() {
    return login;
  }

  /** Stops it cleanly; open transactions are rolled back. */
  @Override
  public void close() throws IOException {
    try {
      keeper.stop();
      stop();
    } catch (InterruptedException e) {
      // It goes on running; the next start takes it over.
      Thread.currentThread().interrupt();
    }
  }

  private PostgresLogin runningOrStarted(String password)
      throws IOException, InterruptedException, SQLException {
    Optional<Postmaster> running = Postmaster.of(cluster);
    if (running.isPresent() && running.get().command().startsWith(programs.server() + " ")) {
      LOG.info("Taking over the PostgreSQL that still runs in {}", directory);
      PostgresLogin found = new PostgresLogin(running.get().port(), password);
      found.endOtherSessions(properties.startWithin());
      return found;
    }
    if (running.isPresent()) {
      LOG.info("Stopping the PostgreSQL of another version that still runs in {}", directory);
      stop();
    }
    return started(password);
  }

  private PostgresLogin started(String password) throws IOException, InterruptedException {
    LOG.info("Starting PostgreSQL in {}", directory);
    String refusal = "";
    for (int tries = 0; tries < TRIES; tries++) {
      int port = freePort();
      PostgresSettings.write(cluster, port, properties);
      refusal = startWhereItWas();
      if (refusal.isEmpty()) {
        return new PostgresLogin(port, password);
      }
      LOG.warn("PostgreSQL did not start on port {}: {}", port, refusal);
      // Without this a late start would still own the directory at the next try.
      stop();
    }
    throw new CannotStartException(
        "PostgreSQL does not start in " + directory,
        "Look into " + PostgresLog.in(directory).file());
  }

  /** By the settings as they are: a full disk has no room to write them anew. */
  private String startWhereItWas() throws IOException, InterruptedException {
    // Left over by a dead server; its number may be another process's by now.
    Files.deleteIfExists(cluster.resolve("postmaster.pid"));
    return control(
        "start", properties.startWithin(), "-l", PostgresLog.in(directory).file().toString());
  }

  private void stop() throws IOException, InterruptedException {
    if (Postmaster.of(cluster).isEmpty()) {
      return;
    }
    String refusal = control("stop", properties.stopWithin(), "-m", "fast");
    if (!refusal.isEmpty()) {
      LOG.warn("PostgreSQL did not stop cleanly, its next start will recover: {}", refusal);
      control("stop", properties.stopWithin(), "-m", "immediate");
    }
  }

  private String control(String what, Duration within, String... more)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(what, "-s", "-w"));
    arguments.addAll(
        List.of("-D", cluster.toString(), "-t", Long.toString(Math.max(1, within.toSeconds()))));
    arguments.addAll(List.of(more));
    return programs.run(within.plusSeconds(10), "pg_ctl", arguments);
  }

  private static String clusterPassword(Path directory, PostgresPrograms programs, Duration within)
      throws IOException, InterruptedException {
    Path cluster = directory.resolve("cluster");
    Path passwordFile = directory.resolve("password");
    if (Files.isDirectory(cluster)) {
      if (!Files.exists(passwordFile)) {
        throw new CannotStartException(
            "The password of the embedded PostgreSQL is missing: " + passwordFile,
            "Restore the file from a backup of the data directory");
      }
      return Files.readString(passwordFile).strip();
    }
    LOG.info("Making a new PostgreSQL in {}", directory);
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    PrivateFiles.write(passwordFile, password + "\n");
    Path fresh = directory.resolve("cluster.new");
    Trees.delete(fresh);
    String refusal =
        programs.run(
            within,
            "initdb",
            List.of(
                "-D",
                fresh.toString(),
                "-U",
                PostgresLogin.USER,
                "-A",
                "scram-sha-256",
                "--pwfile=" + passwordFile,
                // For passwords that people think of: nobody guesses 24 random bytes, and each new
                // connection would take longer.
                "--set=scram_iterations=1",
                "-E",
                "UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8"));
    if (!refusal.isEmpty()) {
      throw new IOException("initdb ended with " + refusal);
    }
    PostgresSettings.include(fresh);
    Files.move(fresh, cluster);
    return password;
  }

  /** pg_ctl hands the path to a shell in double quotes. */
  private static void refuseOddPath(Path directory) {
    if (directory.toString().matches("(?s).*[\"'`$\\\\\\p{Cntrl}].*")) {
      throw new CannotStartException(
          "PostgreSQL cannot live in a directory with quotes, $ or \\ in its name: " + directory,
          "Choose another directory with --data");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
