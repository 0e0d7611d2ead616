package dev.slipway.engine.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * What PostgreSQL writes about itself. It may grow for years, and holds whatever bytes it was told.
 */
record PostgresLog(Path file) {

  private static final int READ = 4096;
  private static final int LINES = 3;

  static PostgresLog in(Path directory) {
    return new PostgresLog(directory.resolve("postgresql.log"));
  }

  /** The last lines, or nothing where none can be read. */
  String lastWords() {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      byte[] end = new byte[(int) Math.min(READ, log.length())];
      log.seek(log.length() - end.length);
      log.readFully(end);
      List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
      return String.join(" / ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }
}
