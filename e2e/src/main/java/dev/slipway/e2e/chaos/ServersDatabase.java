package dev.slipway.e2e.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** The one that a server brings along; the server starts and stops it. */
final class ServersDatabase extends Database {

  private static final int PORT_LINE = 3;

  private final Path home;

  ServersDatabase(Path data) {
    this.home = data.resolve("postgres");
  }

  @Override
  public List<String> settings() {
    return List.of();
  }

  @Override
  public void crash() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-QUIT", postmaster().getFirst()).start().waitFor();
  }

  /** The server sees to that. */
  @Override
  public void recover() {}

  @Override
  Connection connect() throws SQLException, IOException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:"
            + postmaster().get(PORT_LINE).strip()
            + "/slipway?currentSchema=public,slipway",
        "postgres",
        Files.readString(home.resolve("password")).strip());
  }

  @Override
  public void close() {}

  private List<String> postmaster() throws IOException {
    return Files.readAllLines(home.resolve("cluster/postmaster.pid"), StandardCharsets.UTF_8);
  }
}
