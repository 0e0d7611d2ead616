package dev.slipway.engine.database;

import dev.slipway.engine.data.DataDirectory;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts PostgreSQL again when it has ended, as it does when its disk is full and it cannot even
 * recover, and says in the log how its disk is doing.
 */
final class PostgresKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresKeeper.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Path directory;
  private final PostgresLog log;
  private final Restart restart;
  private final Thread thread;
  private boolean low;

  /** Starts it where it was; what it said if it did not start, else an empty text. */
  @FunctionalInterface
  interface Restart {
    String start() throws IOException, InterruptedException;
  }

  PostgresKeeper(Path directory, Restart restart) {
    this.directory = directory;
    this.log = PostgresLog.in(directory);
    this.restart = restart;
    this.thread = Thread.ofPlatform().daemon().name("slipway-postgresql").unstarted(this::keep);
  }

  void start() {
    thread.start();
  }

  private void keep() {
    Duration pause = LOOK;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(pause);
        tellOfDisk();
        pause = Postmaster.of(directory.resolve("cluster")).isPresent() ? LOOK : startAgain(pause);
      } catch (InterruptedException e) {
        return;
      } catch (IOException | RuntimeException e) {
        LOG.warn("PostgreSQL in {} cannot be looked after: {}", directory, e.toString());
      }
    }
  }

  private Duration startAgain(Duration pause) throws IOException, InterruptedException {
    LOG.warn("PostgreSQL in {} has ended; starting it again", directory);
    String refusal = restart.start();
    if (refusal.isEmpty()) {
      LOG.info("PostgreSQL runs again");
      return LOOK;
    }
    LOG.error("PostgreSQL does not start: {} {}", refusal, log.lastWords());
    Duration longer = pause.multipliedBy(2);
    return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
  }

  private void tellOfDisk() throws IOException {
    FileStore disk = Files.getFileStore(directory);
    boolean isLow = disk.getUsableSpace() < DataDirectory.LEAST_ROOM.toBytes();
    if (isLow && !low) {
      LOG.error(
          "The disk of {} is full ({} kB are left): nothing can be written down. Make room there;"
              + " runs go on by themselves",
          directory,
          disk.getUsableSpace() / 1024);
    } else if (low && !isLow) {
      LOG.info("The disk of {} has room again", directory);
    }
    low = isLow;
  }

  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
