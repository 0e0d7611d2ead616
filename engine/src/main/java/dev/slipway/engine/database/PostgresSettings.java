package dev.slipway.engine.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The settings a cluster runs with, written anew before every start. */
final class PostgresSettings {

  private static final String FILE = "slipway.conf";

  private PostgresSettings() {}

  /** Makes a fresh cluster read our file after its own. */
  static void include(Path cluster) throws IOException {
    Path own = cluster.resolve("postgresql.conf");
    Files.writeString(own, Files.readString(own) + "\ninclude '" + FILE + "'\n");
  }

  /** What was committed has to survive a power cut, so nothing of that is left to a default. */
  static void write(Path cluster, int port, DatabaseProperties properties) throws IOException {
    Files.writeString(
        cluster.resolve(FILE),
        """
        # Written by Slipway before every start.
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        password_encryption = 'scram-sha-256'
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        max_connections = %d
        shared_buffers = '%dkB'
        client_connection_check_interval = '1s'
        log_min_messages = warning
        timezone = 'UTC'
        log_timezone = 'UTC'
        """
            .formatted(
                port, properties.maxConnections(), properties.sharedBuffers().toKilobytes()));
  }
}
